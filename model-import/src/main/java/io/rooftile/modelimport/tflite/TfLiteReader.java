package io.rooftile.modelimport.tflite;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import io.rooftile.modelimport.RefusedOps;
import io.rooftile.modelimport.SupportedOp;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tensorflow.lite.schema.Model;

/// Reader of TFLite files (.tflite), read with the schema's FlatBuffers classes after [ModelVerifier] has
/// passed them. The file is mapped, so that a large one costs memory only for the weights that the network
/// keeps.
public final class TfLiteReader implements ModelReader {
    private static final int LEAST_BYTES = 8;

    @Override
    public ImportResult read(Path model, ImportOptions options) {
        String file = model.toString();
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(model, StandardOpenOption.READ)) {
            long bytes = channel.size();
            if (bytes < LEAST_BYTES) {
                throw UserInputException.of(
                        file,
                        "",
                        bytes == 0 ? "the file is empty" : "the file is cut off after " + bytes + " bytes",
                        "give a model written by the TensorFlow Lite converter");
            }
            if (bytes > Integer.MAX_VALUE) {
                throw UserInputException.of(
                        file,
                        "",
                        "the file has " + bytes + " bytes, more than TFLite allows (2 GiB)",
                        "split the model");
            }
            ByteBuffer buffer = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, arena)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            return read(file, buffer, options);
        } catch (IOException e) {
            throw UserInputException.of(file, "", "it cannot be read (" + e + ")", "check the path and its rights");
        }
    }

    private static ImportResult read(String file, ByteBuffer buffer, ImportOptions options) {
        Model model = ModelVerifier.verified(file, buffer);
        if (model.version() != 3) {
            throw UserInputException.of(
                    file, "", "its schema version is " + model.version() + " instead of 3", "convert the model again");
        }
        if (model.subgraphsLength() == 0) {
            throw UserInputException.of(file, "", "there is no subgraph in it", "export the model again");
        }
        return new GraphBuilder(file, model, options).build();
    }

    /// All that this reader makes layers of.
    public static List<? extends SupportedOp<?>> supported() {
        return OpTable.supported();
    }

    /// What it refuses, with more reason than that there is no layer.
    public static List<RefusedOps> refused() {
        return OpTable.refused();
    }
}
