package io.rooftile.modelimport.keras;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Layers with several inputs.
final class MergeImporters {
    private MergeImporters() {}

    /// `Add`, `Multiply`, `Maximum`, ...: more than two inputs become a chain.
    static KerasLayerImporter elementwise(Elementwise.Kind kind) {
        return call -> chain(call, kind, call.name());
    }

    /// `Average`: the sum, multiplied by one over the number of inputs.
    static Tensor addAverage(LayerCall call) throws RefusedLayerException {
        Tensor sum = chain(call, Elementwise.Kind.ADD, call.name() + "/sum");
        Constant factor = Constant.real(
                call.name() + "/factor", Shape.of(), 1f / call.inputs().size());
        return add(call, call.name(), List.of(sum), Elementwise.Kind.MULTIPLY, factor);
    }

    private static Tensor chain(LayerCall call, Elementwise.Kind kind, String last) throws RefusedLayerException {
        List<Tensor> inputs = call.inputs();
        if (inputs.size() < 2 || (kind == Elementwise.Kind.SUBTRACT && inputs.size() > 2)) {
            throw call.config().wrong("a " + call.className() + " cannot have " + inputs.size() + " inputs");
        }
        Shape shape = inputs.getFirst().shape();
        for (Tensor input : inputs) {
            if (!input.shape().equals(shape)) {
                throw new RefusedLayerException(
                        "it takes inputs of different shapes, " + shape + " and " + input.shape(),
                        "bring them to one shape first");
            }
        }
        Tensor result = inputs.getFirst();
        for (int i = 1; i < inputs.size(); i++) {
            String name = i == inputs.size() - 1 ? last : call.name() + "/" + i;
            result = add(call, name, List.of(result, inputs.get(i)), kind, null);
        }
        return result;
    }

    private static Tensor add(
            LayerCall call, String name, List<Tensor> inputs, Elementwise.Kind kind, @Nullable Constant constant) {
        Tensor output = Tensor.real(name, inputs.getFirst().shape());
        return call.draft().add(new Elementwise(name, inputs, output, kind, constant, ActivationFunction.LINEAR));
    }

    static Tensor addConcatenate(LayerCall call) {
        return concatenate(call, call.config().integerOr(-1, "axis", "concat_axis"));
    }

    private static Tensor concatenate(LayerCall call, int axis) {
        Shape first = call.inputs().getFirst().shape();
        int inFile = axis < 0 ? first.rank() + axis : axis;
        if (inFile < 1 || inFile >= first.rank()) {
            throw call.config().wrong("'axis' " + axis + " is no dimension of " + first);
        }
        int dimension = call.dialect().layout().axis(inFile, first.rank());
        long total = 0;
        for (Tensor input : call.inputs()) {
            Shape shape = input.shape();
            if (shape.rank() != first.rank()
                    || !Shapes.withDim(shape, dimension, 1).equals(Shapes.withDim(first, dimension, 1))) {
                throw call.config().wrong("inputs " + first + " and " + shape + " cannot be concatenated");
            }
            total += shape.dim(dimension);
        }
        if (total > Integer.MAX_VALUE) {
            throw call.config().wrong("a dimension of " + total + " is too large");
        }
        if (call.inputs().size() == 1) {
            return call.input();
        }
        Tensor output = concatenated(call, Shapes.withDim(first, dimension, (int) total));
        return call.draft().add(new Concat(call.name(), call.inputs(), output, dimension));
    }

    /// Keeps the inputs' format where all have the same.
    private static Tensor concatenated(LayerCall call, Shape shape) {
        Tensor first = call.inputs().getFirst();
        boolean alike = call.inputs().stream()
                .allMatch(input -> input.format().equals(first.format())
                        && input.quantisation().equals(first.quantisation()));
        return alike ? first.withName(call.name()).withShape(shape) : call.output(shape);
    }

    /// `Merge` of Keras 1, whose mode says which.
    static Tensor addKeras1Merge(LayerCall call) throws RefusedLayerException {
        String mode = call.config().textOr("sum", "mode");
        return switch (mode) {
            case "sum" -> chain(call, Elementwise.Kind.ADD, call.name());
            case "mul" -> chain(call, Elementwise.Kind.MULTIPLY, call.name());
            case "max" -> chain(call, Elementwise.Kind.MAXIMUM, call.name());
            case "ave" -> addAverage(call);
            case "concat" -> concatenate(call, call.config().integerOr(-1, "concat_axis"));
            default ->
                throw new RefusedLayerException(
                        "the merge mode '" + mode + "' is not known", "use sum, mul, max, ave or concat");
        };
    }
}
