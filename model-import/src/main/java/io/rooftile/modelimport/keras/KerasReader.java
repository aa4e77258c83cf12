package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import io.rooftile.modelimport.RefusedOps;
import io.rooftile.modelimport.SupportedOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reader of Keras files: HDF5, JSON topologies of Keras 1 and 2, and .keras archives.
public final class KerasReader implements ModelReader {
    private static final String WEIGHTS_GROUP = "model_weights";
    private static final long MOST_JSON_BYTES = 64L << 20;

    @Override
    public ImportResult read(Path model, ImportOptions options) {
        requireContent(model);
        String name = String.valueOf(model.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return readJson(model, options);
        }
        if (options.weights() != null) {
            throw UserInputException.of(
                    model.toString(), "", "a weights file belongs to a .json topology", "give the .json as the model");
        }
        return name.endsWith(".keras") ? readArchive(model, options) : readHdf5(model, options);
    }

    private static ImportResult readHdf5(Path path, ImportOptions options) {
        try (HdfDocument document = HdfDocument.open(path)) {
            if (HdfWeights.isWeightsOnly(document)) {
                throw UserInputException.of(
                        path.toString(),
                        "",
                        "the file holds weights without the layers they belong to",
                        "give the model's .json, and this file with --weights");
            }
            String config = document.text("", "model_config")
                    .orElseThrow(() -> UserInputException.of(
                            path.toString(), "", "the HDF5 file holds no Keras model", "save it with model.save()"));
            String version = document.text("", "keras_version").orElse("");
            JsonNode json = KerasJson.object(path.toString(), "attribute model_config", config);
            HdfWeights weights = document.hasGroup(WEIGHTS_GROUP) ? new HdfWeights(document, WEIGHTS_GROUP) : null;
            return build(path.toString(), json, version, weights, "Keras HDF5", options);
        }
    }

    private static ImportResult readJson(Path path, ImportOptions options) {
        Path weightsPath = options.weights();
        JsonNode root = KerasJson.object(path.toString(), "", text(path));
        if (root.path("format").asText().equals("graph-model")) {
            throw UserInputException.of(
                    path.toString(), "", "a TensorFlow.js graph model is not supported", "give its SavedModel folder");
        }
        JsonNode topology = root.path("modelTopology").isObject() ? root.path("modelTopology") : root;
        JsonNode model = topology.path("model_config").isObject() ? topology.path("model_config") : topology;
        String version = topology.path("keras_version").asText();
        if (weightsPath == null) {
            return build(path.toString(), model, version, null, "Keras JSON", options);
        }
        requireContent(weightsPath);
        try (HdfDocument document = HdfDocument.open(weightsPath)) {
            if (document.textList(WEIGHTS_GROUP, "layer_names").isEmpty() && !HdfWeights.isWeightsOnly(document)) {
                throw UserInputException.of(
                        weightsPath.toString(),
                        "",
                        "the HDF5 file holds no Keras weights",
                        "save them with model.save_weights()");
            }
            HdfWeights weights = new HdfWeights(document, document.hasGroup(WEIGHTS_GROUP) ? WEIGHTS_GROUP : "");
            return build(path.toString(), model, version, weights, "Keras JSON", options);
        }
    }

    private static ImportResult readArchive(Path path, ImportOptions options) {
        String file = path.toString();
        try (KerasArchive archive = KerasArchive.open(path)) {
            JsonNode model = KerasJson.object(file, "config.json", archive.config());
            String version = archive.metadata()
                    .map(text -> KerasJson.object(file, "metadata.json", text))
                    .map(metadata -> metadata.path("keras_version").asText(""))
                    .orElse("");
            try (HdfDocument document = HdfDocument.of(file, archive.weights())) {
                return build(file, model, version, new ArchiveWeights(document), "Keras archive", options);
            }
        }
    }

    private static ImportResult build(
            String file,
            JsonNode model,
            String version,
            @Nullable WeightSource weights,
            String format,
            ImportOptions options) {
        KerasModel parsed = new KerasModelParser(file).model(model);
        Dialect dialect = new Dialect(version, Layout.of(parsed));
        return new NetworkBuilder(file, dialect, weights, options).build(parsed, format);
    }

    private static void requireContent(Path path) {
        try {
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                throw UserInputException.of(path.toString(), "", "the file is empty", "copy or save it again");
            }
        } catch (IOException e) {
            throw UserInputException.of(path.toString(), "", "cannot be read: " + e.getMessage(), "check the file");
        }
    }

    private static String text(Path path) {
        try {
            if (Files.size(path) > MOST_JSON_BYTES) {
                throw UserInputException.of(
                        path.toString(), "", "a topology of more than 64 MiB is none", "give the model's .json");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw UserInputException.of(path.toString(), "", "cannot be read as text: " + e, "check the file");
        }
    }

    /// All that this reader makes layers of.
    public static List<? extends SupportedOp<?>> supported() {
        return LayerImporters.supported();
    }

    /// What it refuses, with more reason than that there is no layer.
    public static List<RefusedOps> refused() {
        return LayerImporters.refused();
    }
}
