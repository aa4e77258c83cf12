package io.rooftile.modelimport.tensorflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/// The attributes of a node. Every reader takes the operation's default: files leave out what equals it.
record Attributes(Map<String, AttrValue> values) {
    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean flag(String key, boolean otherwise) throws Refusal {
        AttrValue value = values.get(key);
        return value == null ? otherwise : of(key, value, AttrValue.ValueCase.B).getB();
    }

    float real(String key, float otherwise) throws Refusal {
        AttrValue value = values.get(key);
        return value == null ? otherwise : of(key, value, AttrValue.ValueCase.F).getF();
    }

    long integer(String key, long otherwise) throws Refusal {
        AttrValue value = values.get(key);
        return value == null ? otherwise : of(key, value, AttrValue.ValueCase.I).getI();
    }

    String text(String key, String otherwise) throws Refusal {
        AttrValue value = values.get(key);
        return value == null
                ? otherwise
                : of(key, value, AttrValue.ValueCase.S).getS().toStringUtf8();
    }

    List<String> texts(String key) throws Refusal {
        AttrValue value = values.get(key);
        return value == null
                ? List.of()
                : of(key, value, AttrValue.ValueCase.LIST).getList().getSList().stream()
                        .map(text -> text.toStringUtf8())
                        .toList();
    }

    List<Long> integers(String key, Long... otherwise) throws Refusal {
        AttrValue value = values.get(key);
        return value == null
                ? Arrays.asList(otherwise)
                : of(key, value, AttrValue.ValueCase.LIST).getList().getIList();
    }

    DataType type(String key, DataType otherwise) throws Refusal {
        AttrValue value = values.get(key);
        return value == null
                ? otherwise
                : of(key, value, AttrValue.ValueCase.TYPE).getType();
    }

    Optional<TensorShapeProto> shape(String key) throws Refusal {
        AttrValue value = values.get(key);
        return value == null
                ? Optional.empty()
                : Optional.of(of(key, value, AttrValue.ValueCase.SHAPE).getShape());
    }

    /// The shape that the exporter inferred for one output, where it wrote it down.
    Optional<TensorShapeProto> inferredShape(int output) throws Refusal {
        AttrValue value = values.get("_output_shapes");
        if (value == null) {
            return Optional.empty();
        }
        List<TensorShapeProto> shapes =
                of("_output_shapes", value, AttrValue.ValueCase.LIST).getList().getShapeList();
        return output < shapes.size() ? Optional.of(shapes.get(output)) : Optional.empty();
    }

    TensorProto tensor(String key) throws Refusal {
        AttrValue value = values.get(key);
        if (value == null) {
            throw Refusal.malformed("attribute " + key + " is missing");
        }
        return of(key, value, AttrValue.ValueCase.TENSOR).getTensor();
    }

    /// The name of the function that an attribute gives.
    Optional<String> function(String key) {
        AttrValue value = values.get(key);
        return value != null && value.getValueCase() == AttrValue.ValueCase.FUNC
                ? Optional.of(value.getFunc().getName())
                : Optional.empty();
    }

    private static AttrValue of(String key, AttrValue value, AttrValue.ValueCase wanted) throws Refusal {
        if (value.getValueCase() != wanted) {
            throw Refusal.malformed(
                    "attribute " + key + " must be of kind " + wanted + ", but is " + value.getValueCase());
        }
        return value;
    }
}
