package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.keras.KerasModel.KerasLayer;
import io.rooftile.modelimport.keras.KerasModel.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the config of a model, `{"class_name": ..., "config": ...}`, of any Keras from 1 to 3.
final class KerasModelParser {
    private static final String SAVE_AGAIN = "save the model again with Keras";

    private final String file;

    KerasModelParser(String file) {
        this.file = file;
    }

    /// Whether a class holds layers itself.
    static boolean isModel(String className) {
        return className.equals("Sequential") || className.equals("Model") || className.equals("Functional");
    }

    /// Reads a model.
    ///
    /// @throws UserInputException when it is none
    KerasModel model(JsonNode json) {
        String className = json.path("class_name").asText();
        JsonNode config = json.path("config");
        if (!isModel(className)) {
            throw wrong(
                    "",
                    "the model is of class '" + className + "', not Sequential, Functional or Model",
                    "build it with the functional or sequential API");
        }
        String name = config.path("name").asText(className.toLowerCase(Locale.ROOT));
        JsonNode layers = config.isArray() ? config : config.path("layers");
        if (!layers.isArray() || layers.isEmpty()) {
            throw wrong("model " + name, "there is no list of layers", SAVE_AGAIN);
        }
        return className.equals("Sequential") ? sequential(name, json, layers) : functional(name, config, layers);
    }

    private KerasModel functional(String name, JsonNode config, JsonNode layers) {
        List<KerasLayer> parsed = new ArrayList<>();
        Map<String, Integer> keys = new HashMap<>();
        for (JsonNode layer : layers) {
            String layerName =
                    layer.path("name").isTextual() ? layer.path("name").textValue() : configName(layer);
            List<List<Reference>> calls = new InboundNodes(file, layerName).calls(layer.path("inbound_nodes"));
            boolean isInput = layer.path("class_name").asText().equals("InputLayer");
            parsed.add(layer(layer, layerName, keys, isInput ? List.of(List.of()) : calls));
        }
        InboundNodes ends = new InboundNodes(file, name);
        return new KerasModel(
                name, parsed, ends.list(config.path("input_layers")), ends.list(config.path("output_layers")));
    }

    /// Each layer feeds the next; the input layer is made up where the file has none.
    private KerasModel sequential(String name, JsonNode json, JsonNode layers) {
        List<KerasLayer> parsed = new ArrayList<>();
        Map<String, Integer> keys = new HashMap<>();
        JsonNode first = layers.get(0);
        if (!first.path("class_name").asText().equals("InputLayer")) {
            parsed.add(inputLayer(configName(first) + "_input", json, first));
        }
        for (JsonNode layer : layers) {
            List<Reference> fed = parsed.isEmpty()
                    ? List.of()
                    : List.of(new Reference(parsed.getLast().name(), 0, 0));
            parsed.add(layer(layer, configName(layer), keys, List.of(fed)));
        }
        return new KerasModel(
                name,
                parsed,
                List.of(new Reference(parsed.getFirst().name(), 0, 0)),
                List.of(new Reference(parsed.getLast().name(), 0, 0)));
    }

    private KerasLayer inputLayer(String name, JsonNode model, JsonNode first) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        batchShape(first)
                .or(() -> present(model.path("config").path("build_input_shape")))
                .or(() -> present(model.path("build_config").path("input_shape")))
                .ifPresent(shape -> config.set("batch_input_shape", shape));
        present(first.path("config").path("dtype"))
                .filter(JsonNode::isTextual)
                .ifPresent(dtype -> config.set("dtype", dtype));
        return new KerasLayer(
                name,
                "InputLayer",
                "input_layer",
                new KerasConfig(file, "layer " + name, config),
                List.of(List.of()),
                null);
    }

    /// The input shape of a layer, or of the first layer of a model.
    private static Optional<JsonNode> batchShape(JsonNode layer) {
        JsonNode config = layer.path("config");
        Optional<JsonNode> own =
                present(config.path("batch_input_shape")).or(() -> present(config.path("batch_shape")));
        if (own.isPresent() || !isModel(layer.path("class_name").asText())) {
            return own;
        }
        JsonNode inner = config.isArray() ? config : config.path("layers");
        return inner.isEmpty() ? Optional.empty() : batchShape(inner.get(0));
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private KerasLayer layer(JsonNode json, String name, Map<String, Integer> keys, List<List<Reference>> calls) {
        JsonNode className = json.path("class_name");
        JsonNode config = json.path("config");
        if (!className.isTextual()) {
            throw wrong("layer " + name, "'class_name' is missing", SAVE_AGAIN);
        }
        // "Custom>QDense" and "qkeras>QDense" are registered names of classes that are no part of Keras.
        String simple = className.textValue().substring(className.textValue().lastIndexOf('>') + 1);
        boolean isModel = isModel(simple);
        if (!config.isObject() && !isModel) {
            throw wrong("layer " + name, "'config' is missing", SAVE_AGAIN);
        }
        String snake = snakeCase(simple);
        int number = keys.merge(snake, 1, Integer::sum) - 1;
        return new KerasLayer(
                name,
                simple,
                number == 0 ? snake : snake + "_" + number,
                new KerasConfig(file, "layer " + name, config),
                calls,
                isModel ? model(json) : null);
    }

    /// Keras' own rule, so that `QConv2D` is `q_conv2d`. Source: Keras, utils/naming.py, to_snake_case.
    static String snakeCase(String className) {
        return className
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    private String configName(JsonNode layer) {
        JsonNode name = layer.path("config").path("name");
        if (!name.isTextual()) {
            if (isModel(layer.path("class_name").asText())) {
                return layer.path("class_name").asText().toLowerCase(Locale.ROOT);
            }
            throw wrong("a layer of class " + layer.path("class_name"), "'name' is missing", SAVE_AGAIN);
        }
        return name.textValue();
    }

    private UserInputException wrong(String place, String what, String hint) {
        return UserInputException.of(file, place, what, hint);
    }
}
