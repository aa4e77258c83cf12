package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.GivenShapes;
import io.rooftile.modelimport.keras.KerasModel.KerasLayer;
import java.util.ArrayList;
import java.util.List;

/// Tensors that a user feeds.
final class InputShapes {
    private static final int MOST_RANK = 8;

    private InputShapes() {}

    /// The tensor of an input layer, in the order that networks have. The batch is 1 whatever the file says: a network
    /// is one inference.
    ///
    /// @throws RefusedLayerException when a dimension behind the batch is not fixed
    static Tensor tensor(KerasLayer layer, Layout layout, GivenShapes given) throws RefusedLayerException {
        KerasConfig config = layer.config();
        JsonNode json = config.find("batch_input_shape", "batch_shape")
                .orElseThrow(() -> new RefusedLayerException(
                        "the file does not say what shape the input has", "give the first layer an input_shape"));
        if (!json.isArray() || json.size() < 2 || json.size() > MOST_RANK) {
            throw config.wrong("'batch_input_shape' must be a list of 2 to " + MOST_RANK + " dimensions");
        }
        List<Integer> declared = new ArrayList<>(List.of(1));
        for (int axis = 1; axis < json.size(); axis++) {
            JsonNode dim = json.get(axis);
            if (dim.isNull()) {
                declared.add(GivenShapes.OPEN);
                continue;
            }
            if (!dim.isInt() || dim.intValue() < 1 || dim.intValue() > KerasConfig.SIZE_LIMIT) {
                throw config.wrong("dimension " + axis + " of 'batch_input_shape' must be an integer from 1 to "
                        + KerasConfig.SIZE_LIMIT + ", but is " + dim);
            }
            declared.add(dim.intValue());
        }
        List<Integer> dims =
                given.of(config.file(), layer.name(), declared).map(Shape::dims).orElse(declared);
        int open = dims.indexOf(GivenShapes.OPEN);
        if (open >= 0) {
            throw new RefusedLayerException(
                    "variable size: dimension " + open + " of its shape " + json + " is not fixed",
                    "give its shape with --input-shape, or give the model an input_shape without None");
        }
        return new Tensor(layer.name(), layout.shape(new Shape(dims)), format(config), Quantisation.NONE);
    }

    private static NumberFormat format(KerasConfig config) throws RefusedLayerException {
        String type = config.find("dtype", "input_dtype")
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElse("float32");
        return switch (type) {
            case "float16", "float32", "float64" -> NumberFormat.FLOAT32;
            case "uint8" -> NumberFormat.UINT8;
            case "int8" -> NumberFormat.INT8;
            case "int16" -> NumberFormat.INT16;
            case "int32" -> NumberFormat.INT32;
            default ->
                throw new RefusedLayerException("the input type " + type + " is not known", "use float32 or uint8");
        };
    }
}
