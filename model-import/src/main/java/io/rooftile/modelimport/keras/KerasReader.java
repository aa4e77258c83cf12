package io.rooftile.modelimport.keras;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import java.nio.file.Path;

/// Reader of Keras files: HDF5, JSON topologies of Keras 1 and 2, and .keras archives.
public final class KerasReader implements ModelReader {
    @Override
    public ImportResult read(Path model, ImportOptions options) {
        throw UserInputException.of(model.toString(), "", "this format cannot be read", "convert it to another");
    }
}
