package io.rooftile.modelimport.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.proto.DataType;

/// Computes with lists of integers, as graphs do that put a shape together at run time.
final class ShapeFolding {
    private ShapeFolding() {}

    static Literal cast(Step step) throws Refusal {
        Literal tensor = step.known(0, "tensor");
        DataType type = step.attributes().type("DstT", DataType.DT_INVALID);
        return switch (type) {
            case DT_FLOAT, DT_DOUBLE, DT_HALF, DT_BFLOAT16 ->
                new Literal(tensor.dims(), type, new Literal.Reals(tensor.toReals()), tensor.origins());
            case DT_INT32, DT_INT64 ->
                new Literal(tensor.dims(), type, new Literal.Integers(truncated(tensor)), tensor.origins());
            default -> throw new Refusal("a constant is converted to " + type, "only numbers can be");
        };
    }

    private static long[] truncated(Literal tensor) {
        return switch (tensor.data()) {
            case Literal.Integers numbers -> numbers.values();
            case Literal.Reals numbers -> {
                float[] values = numbers.values();
                yield IntStream.range(0, values.length)
                        .mapToLong(i -> (long) values[i])
                        .toArray();
            }
        };
    }

    /// Scalars put into a list, or equal tensors behind one another along a new first dimension.
    static Literal pack(Step step) throws Refusal {
        if (step.attributes().integer("axis", 0) != 0) {
            throw new Refusal("constants are packed along an inner dimension", "only the first one is supported");
        }
        List<Literal> parts = parts(step, step.inputCount());
        List<Integer> dims = new ArrayList<>(parts.getFirst().dims());
        for (Literal part : parts) {
            if (!part.dims().equals(dims)) {
                throw Refusal.malformed("constants of shape " + dims + " and " + part.dims() + " are packed");
            }
        }
        dims.addFirst(parts.size());
        return joined(parts, dims);
    }

    static Literal concat(Step step) throws Refusal {
        List<Literal> parts = parts(step, step.inputCount() - 1);
        int rank = parts.getFirst().rank();
        int axis = DimsRules.axis(step.known(step.inputCount() - 1, "axis"), rank);
        if (rank != 1 || axis != 0) {
            throw new Refusal("constants of " + rank + " dimensions are joined", "only lists are supported");
        }
        int length = 0;
        for (Literal part : parts) {
            if (part.rank() != 1) {
                throw Refusal.malformed("a list is joined with a constant of shape " + part.dims());
            }
            length += part.size();
        }
        return joined(parts, List.of(length));
    }

    private static List<Literal> parts(Step step, int count) throws Refusal {
        if (count < 1) {
            throw Refusal.malformed("there is nothing to join");
        }
        List<Literal> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(step.known(i, "part"));
        }
        return parts;
    }

    private static Literal joined(List<Literal> parts, List<Integer> dims) throws Refusal {
        int size = TensorDecoder.elements(dims);
        Map<String, Long> origins = Literal.originsOf(parts);
        int place = 0;
        if (parts.getFirst().isReal()) {
            float[] values = new float[size];
            for (Literal part : parts) {
                float[] own = part.toReals();
                System.arraycopy(own, 0, values, place, own.length);
                place += own.length;
            }
            return Literal.reals(dims, values, origins);
        }
        long[] values = new long[size];
        for (Literal part : parts) {
            long[] own = part.toIntegers("a part");
            System.arraycopy(own, 0, values, place, own.length);
            place += own.length;
        }
        return new Literal(dims, parts.getFirst().type(), new Literal.Integers(values), origins);
    }

    /// A part of a list: `list[begin:end:stride]`, or one of its elements.
    static Literal stridedSlice(Step step) throws Refusal {
        Literal list = step.known(0, "list");
        Attributes attributes = step.attributes();
        if (list.rank() != 1
                || step.known(1, "begin").size() != 1
                || attributes.integer("ellipsis_mask", 0) != 0
                || attributes.integer("new_axis_mask", 0) != 0) {
            throw new Refusal("a constant of shape " + list.dims() + " is sliced", "only lists are supported");
        }
        int stride = step.known(3, "strides").toInt("the stride");
        if (stride < 1) {
            throw new Refusal("a list is sliced with stride " + stride, "only positive strides are supported");
        }
        int begin = attributes.integer("begin_mask", 0) != 0
                ? 0
                : clamped(step.known(1, "begin").toInt("the begin"), list.size());
        if (attributes.integer("shrink_axis_mask", 0) != 0) {
            if (begin >= list.size()) {
                throw Refusal.malformed("element " + begin + " of a list of " + list.size() + " is taken");
            }
            return Folding.gather(list, List.of(), begin);
        }
        int end = attributes.integer("end_mask", 0) != 0
                ? list.size()
                : clamped(step.known(2, "end").toInt("the end"), list.size());
        int hop = Math.min(stride, list.size() + 1);
        int[] places = IntStream.iterate(begin, place -> place < end, place -> place + hop)
                .toArray();
        return Folding.gather(list, List.of(places.length), places);
    }

    private static int clamped(int index, int size) {
        return Math.clamp(index < 0 ? (long) index + size : index, 0, size);
    }

    /// The product of a list.
    static Literal product(Step step) throws Refusal {
        Literal list = step.known(0, "list");
        long product = 1;
        if (list.rank() != 1) {
            throw new Refusal("a constant of shape " + list.dims() + " is multiplied up", "only lists are supported");
        }
        for (long value : list.toIntegers("the list")) {
            if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE || Math.abs(product) > Integer.MAX_VALUE) {
                throw Refusal.malformed("the product of a list is too large");
            }
            product *= value;
        }
        List<Integer> dims = step.attributes().flag("keep_dims", false) ? List.of(1) : List.of();
        return Literal.integers(dims, product);
    }

    static Literal fill(Step step) throws Refusal {
        List<Integer> dims = new ArrayList<>();
        for (long dim : step.known(0, "dimensions").toIntegers("the dimensions")) {
            if (dim < 0 || dim > Integer.MAX_VALUE) {
                throw Refusal.malformed("a constant has a dimension of " + dim);
            }
            dims.add((int) dim);
        }
        Literal value = step.known(1, "value");
        if (value.size() != 1) {
            throw Refusal.malformed("a constant is filled with " + value.size() + " values");
        }
        return Folding.gather(value, dims, new int[TensorDecoder.elements(dims)]);
    }
}
