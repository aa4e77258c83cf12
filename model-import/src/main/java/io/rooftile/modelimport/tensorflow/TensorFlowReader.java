package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import java.nio.file.Path;

/// Reader of TensorFlow graphs: SavedModel folders and frozen GraphDefs.
public final class TensorFlowReader implements ModelReader {
    @Override
    public ImportResult read(Path model, ImportOptions options) {
        throw UserInputException.of(model.toString(), "", "this format cannot be read", "convert it to another");
    }
}
