package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.NumberFormat;
import org.tensorflow.proto.DataType;

/// TensorFlow's element types as number formats.
final class Formats {
    private Formats() {}

    /// @throws Refusal when the type is no number format that a network's data can have
    static NumberFormat of(DataType type) throws Refusal {
        return switch (type) {
            case DT_FLOAT -> NumberFormat.FLOAT32;
            case DT_HALF -> NumberFormat.FLOAT16;
            case DT_DOUBLE -> new NumberFormat(NumberFormat.Kind.FLOAT, 64);
            case DT_INT8 -> NumberFormat.INT8;
            case DT_UINT8 -> NumberFormat.UINT8;
            case DT_INT16 -> NumberFormat.INT16;
            case DT_INT32 -> NumberFormat.INT32;
            case DT_INT64 -> NumberFormat.INT64;
            default ->
                throw new Refusal(
                        "data of type " + type + " is not supported",
                        "cut the graph behind the preprocessing, so that its input is numbers");
        };
    }
}
