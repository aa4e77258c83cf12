package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.keras.KerasModel.Reference;
import java.util.ArrayList;
import java.util.List;

/// Reads who feeds a layer: lists `["conv", 0, 0, {}]` of Keras 1 and 2, objects with `args` of Keras 3.
final class InboundNodes {
    private final String file;
    private final String layer;

    /// For one layer.
    InboundNodes(String file, String layer) {
        this.file = file;
        this.layer = layer;
    }

    /// What feeds each use of the layer.
    List<List<Reference>> calls(JsonNode inboundNodes) {
        List<List<Reference>> calls = new ArrayList<>();
        for (JsonNode call : inboundNodes) {
            List<Reference> fed = new ArrayList<>();
            if (call.isObject()) {
                collect(call.path("args"), fed);
                refuseTensors(call.path("kwargs"));
            } else {
                fed.addAll(list(call));
            }
            calls.add(fed);
        }
        return calls;
    }

    /// A list of references, or a single one.
    List<Reference> list(JsonNode json) {
        if (isReference(json)) {
            return List.of(reference(json));
        }
        if (!json.isArray()) {
            throw wrong("inputs and outputs must be lists, but are " + shortened(json));
        }
        List<Reference> references = new ArrayList<>();
        for (JsonNode item : json) {
            references.add(reference(item));
        }
        return references;
    }

    private static boolean isReference(JsonNode json) {
        return json.isArray()
                && json.size() >= 3
                && json.get(0).isTextual()
                && json.get(1).isInt();
    }

    private Reference reference(JsonNode json) {
        if (!isReference(json) || !json.get(2).isInt()) {
            throw wrong("'" + shortened(json) + "' names no result of a layer");
        }
        refuseTensors(json.path(3));
        return new Reference(
                json.get(0).textValue(), json.get(1).intValue(), json.get(2).intValue());
    }

    /// Keras 3 nests the tensors that feed a call in its positional arguments.
    private void collect(JsonNode json, List<Reference> fed) {
        if (json.path("class_name").asText().equals("__keras_tensor__")) {
            fed.add(reference(json.path("config").path("keras_history")));
        } else {
            for (JsonNode item : json) {
                collect(item, fed);
            }
        }
    }

    /// Tensors among named arguments (masks, initial states) would be lost.
    private void refuseTensors(JsonNode arguments) {
        for (JsonNode argument : arguments) {
            List<Reference> tensors = new ArrayList<>();
            collect(argument, tensors);
            if (!tensors.isEmpty() || isReference(argument)) {
                throw UserInputException.of(
                        file,
                        "layer " + layer,
                        "it takes a tensor as a named argument, which is not supported",
                        "give tensors as positional arguments");
            }
        }
    }

    private static String shortened(JsonNode json) {
        String text = json.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private UserInputException wrong(String what) {
        return UserInputException.of(file, "layer " + layer, what, "save the model again with Keras");
    }
}
