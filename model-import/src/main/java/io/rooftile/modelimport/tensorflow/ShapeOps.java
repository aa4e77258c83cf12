package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.modelimport.SupportedOp;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.DataType;

/// Operations that move numbers without changing them, and those that ask for shapes.
final class ShapeOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op("Shape", ShapeOps::shapeOf),
            op("Reshape", ShapeOps::reshape, Reshape.class),
            op(
                    "Squeeze",
                    step -> reshaped(
                            step, DimsRules.squeeze(step, step.flow(0).shape().dims())),
                    Reshape.class),
            op(
                    "ExpandDims",
                    step -> reshaped(
                            step, DimsRules.expand(step, step.flow(0).shape().dims())),
                    Reshape.class),
            op("Pad", ShapeOps::pad, Pad.class),
            op("PadV2", ShapeOps::pad, Pad.class).limited("with 0"),
            op("ConcatV2", step -> concat(step, 0, step.inputCount() - 1), Concat.class),
            op("Concat", step -> concat(step, 1, 0), Concat.class),
            op("Transpose", ShapeOps::transpose, Transpose.class).limited("by a stored permutation"),
            op("Cast", ShapeOps::cast, Requantise.class).limited("to a type that holds the input's numbers"));

    private ShapeOps() {}

    private static Value shapeOf(Step step) throws Refusal {
        List<Integer> dims = step.flow(0).shape().dims();
        return new Value.Known(Literal.integers(
                List.of(dims.size()), dims.stream().mapToLong(dim -> dim).toArray()));
    }

    private static Value reshape(Step step) throws Refusal {
        Tensor input = step.flow(0);
        long[] wanted = step.known(1, "shape").toIntegers("the shape");
        return reshaped(step, DimsRules.reshape(input.shape().elements(), wanted));
    }

    private static Value reshaped(Step step, List<Integer> dims) throws Refusal {
        Tensor input = step.flow(0);
        Shape shape = Step.shape(dims);
        if (shape.equals(input.shape())) {
            return new Value.Flow(input);
        }
        return step.add(new Reshape(step.name(), input, like(step, input, dims)));
    }

    private static Value pad(Step step) throws Refusal {
        Tensor input = step.flow(0);
        if (step.inputCount() > 2 && step.known(2, "padding value").toReal("the padding value") != 0) {
            throw new Refusal("the padding is not 0", "only zeros can be padded");
        }
        Literal paddings = step.known(1, "paddings");
        int rank = input.shape().rank();
        if (!paddings.dims().equals(List.of(rank, 2))) {
            throw Refusal.malformed("paddings must have shape [" + rank + ", 2], but have " + paddings.dims());
        }
        long[] numbers = paddings.toIntegers("paddings");
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            long front = numbers[2 * axis];
            long behind = numbers[2 * axis + 1];
            if (front < 0 || behind < 0 || front > Short.MAX_VALUE || behind > Short.MAX_VALUE) {
                throw Refusal.malformed("dimension " + axis + " is padded by " + front + " and " + behind);
            }
            before.add((int) front);
            after.add((int) behind);
            dims.add(Math.toIntExact(front + input.shape().dim(axis) + behind));
        }
        return step.add(new Pad(step.name(), input, like(step, input, dims), before, after));
    }

    private static Value concat(Step step, int first, int axisInput) throws Refusal {
        if (step.inputCount() < 2) {
            throw Refusal.malformed("there is nothing to join");
        }
        List<Tensor> parts = new ArrayList<>();
        for (int i = first; i < step.inputCount() - 1 + first; i++) {
            parts.add(step.flow(i));
        }
        Tensor head = parts.getFirst();
        int rank = head.shape().rank();
        int axis = DimsRules.axis(step.known(axisInput, "axis"), rank);
        List<Integer> dims = new ArrayList<>(head.shape().dims());
        long total = 0;
        for (Tensor part : parts) {
            List<Integer> others = new ArrayList<>(part.shape().dims());
            if (others.size() != rank) {
                throw Refusal.malformed("cannot join shapes " + head.shape() + " and " + part.shape());
            }
            total += others.get(axis);
            others.set(axis, dims.get(axis));
            if (!others.equals(dims)) {
                throw Refusal.malformed("cannot join shapes " + head.shape() + " and " + part.shape());
            }
        }
        if (parts.size() == 1) {
            return new Value.Flow(head);
        }
        dims.set(axis, (int) Math.min(total, Integer.MAX_VALUE));
        return step.add(new Concat(step.name(), parts, like(step, head, dims), axis));
    }

    private static Value transpose(Step step) throws Refusal {
        Tensor input = step.flow(0);
        List<Integer> permutation = DimsRules.permutation(
                step.known(1, "permutation"), input.shape().rank());
        if (DimsRules.isIdentity(permutation)) {
            return new Value.Flow(input);
        }
        List<Integer> dims =
                permutation.stream().map(axis -> input.shape().dim(axis)).toList();
        return step.add(new Transpose(step.name(), input, like(step, input, dims), permutation));
    }

    private static Value cast(Step step) throws Refusal {
        Tensor input = step.flow(0);
        NumberFormat format = Formats.of(step.attributes().type("DstT", DataType.DT_FLOAT));
        if (format.equals(input.format())) {
            return new Value.Flow(input);
        }
        if (!format.isFloat()) {
            throw new Refusal("data is rounded to " + format.typeName(), "quantise the model instead");
        }
        Layer layer =
                new Requantise(step.name(), input, step.output(input.shape().dims()));
        return step.add(layer);
    }

    /// The output of a step that keeps the numbers as they are.
    private static Tensor like(Step step, Tensor input, List<Integer> dims) throws Refusal {
        return step.output(dims, input.format(), input.quantisation());
    }
}
