package io.rooftile.modelimport.formats;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.GivenShapes;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import io.rooftile.modelimport.keras.KerasReader;
import io.rooftile.modelimport.passes.StandardPasses;
import io.rooftile.modelimport.tensorflow.TensorFlowReader;
import io.rooftile.modelimport.tflite.TfLiteReader;
import io.rooftile.modelimport.zoo.Topology;
import io.rooftile.modelimport.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// Reads any supported model.
public final class ModelImport {
    private static final String ZOO = "zoo:";
    private static final String FORMATS =
            ".tflite, .h5, .hdf5, .keras, .json, .pb, .pbtxt, a SavedModel folder or zoo:NAME";

    private ModelImport() {}

    /// Reads a model and runs the graph passes on it.
    ///
    /// @param model a file, a folder, or `zoo:NAME`
    /// @throws UserInputException when the file is missing, broken or of no known format
    public static ImportResult read(String model, ImportOptions options) {
        return switch (readAsStored(model, options)) {
            case ImportResult.Refused refused -> refused;
            case ImportResult.Imported imported ->
                new ImportResult.Imported(
                        imported.format(), StandardPasses.apply(imported.network()), imported.storedParameters());
        };
    }

    /// Makes sure that there is a model of a known format, without reading it.
    ///
    /// @throws UserInputException when there is not
    public static void require(String model) {
        if (model.startsWith(ZOO)) {
            Zoo.topology(model.substring(ZOO.length()));
        } else {
            reader(existing(model));
        }
    }

    private static ImportResult readAsStored(String model, ImportOptions options) {
        if (model.startsWith(ZOO)) {
            if (!options.inputShapes().equals(GivenShapes.NONE)) {
                throw UserInputException.of(
                        model,
                        "",
                        "a built-in topology takes no --input-shape",
                        "give its size as zoo:NAME@HEIGHTxWIDTH");
            }
            Topology topology = Zoo.topology(model.substring(ZOO.length()));
            return new ImportResult.Imported("zoo", topology.network(), topology.storedParameters());
        }
        Path path = existing(model);
        return reader(path).read(path, options);
    }

    private static Path existing(String model) {
        Path path = path(model);
        if (!Files.exists(path)) {
            throw UserInputException.of(model, "", "there is no such file or folder", "check the path");
        }
        return path;
    }

    private static Path path(String model) {
        try {
            return Path.of(model);
        } catch (InvalidPathException e) {
            throw UserInputException.of(model, "", "this is no path (" + e.getReason() + ")", "check the path");
        }
    }

    private static ModelReader reader(Path path) {
        if (Files.isDirectory(path)) {
            return new TensorFlowReader();
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return switch (dot < 0 ? "" : name.substring(dot)) {
            case ".tflite" -> new TfLiteReader();
            case ".h5", ".hdf5", ".keras", ".json" -> new KerasReader();
            case ".pb", ".pbtxt" -> new TensorFlowReader();
            default ->
                throw UserInputException.of(
                        path.toString(), "", "the name's ending says no known model format", "give " + FORMATS);
        };
    }
}
