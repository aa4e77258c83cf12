package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Elementwise.Kind;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;
import java.util.Map;

/// Sums, products and the like of two tensors, or of a tensor and a stored operand.
final class ElementwiseOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op("Add", step -> binary(step, Kind.ADD), Elementwise.class).limited("one operand broadcast to the other"),
            op("AddV2", step -> binary(step, Kind.ADD), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op("Mul", step -> binary(step, Kind.MULTIPLY), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op("Maximum", step -> binary(step, Kind.MAXIMUM), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op("Minimum", step -> binary(step, Kind.MINIMUM), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op("Sub", ElementwiseOps::subtract, Elementwise.class).limited("one operand broadcast to the other"),
            op("RealDiv", ElementwiseOps::divide, Elementwise.class).limited("by a stored operand"),
            op("Neg", step -> withConstant(step, step.flow(0), Kind.MULTIPLY, scalar(-1)), Elementwise.class),
            op("Square", step -> ofTwo(step, step.flow(0), step.flow(0), Kind.MULTIPLY), Elementwise.class),
            op("AddN", ElementwiseOps::addAll, Elementwise.class),
            op("BiasAdd", ElementwiseOps::bias, Elementwise.class).limited("channels last"));

    private ElementwiseOps() {}

    private static Literal scalar(float value) {
        return Literal.reals(List.of(), new float[] {value}, Map.of());
    }

    private static Value bias(Step step) throws Refusal {
        Tensor input = step.flow(0);
        if (input.shape().rank() > 2) {
            Windows.requireChannelsLast(step.attributes());
        }
        Literal bias = step.known(1, "bias");
        if (bias.rank() != 1 || bias.size() != input.shape().channels()) {
            throw Refusal.malformed("a bias of shape " + bias.dims() + " does not fit data of shape " + input.shape());
        }
        return withConstant(step, input, Kind.ADD, bias);
    }

    /// An operation whose operands may change places.
    private static Value binary(Step step, Kind kind) throws Refusal {
        if (step.isKnown(0)) {
            return withConstant(step, step.flow(1), kind, step.known(0, "operand"));
        }
        if (step.isKnown(1)) {
            return withConstant(step, step.flow(0), kind, step.known(1, "operand"));
        }
        Tensor left = step.flow(0);
        Tensor right = step.flow(1);
        return left.shape().elements() < right.shape().elements()
                ? ofTwo(step, right, left, kind)
                : ofTwo(step, left, right, kind);
    }

    private static Value subtract(Step step) throws Refusal {
        if (step.isKnown(1)) {
            return withConstant(step, step.flow(0), Kind.SUBTRACT, step.known(1, "operand"));
        }
        if (!step.isKnown(0)) {
            return ofTwo(step, step.flow(0), step.flow(1), Kind.SUBTRACT);
        }
        // c - x = -x + c
        Tensor input = step.flow(1);
        Tensor negated = step.output(input.shape().dims()).withName(step.name() + ":negated");
        Constant minusOne = step.operand(scalar(-1), "minus_one");
        step.add(new Elementwise(
                negated.name(), List.of(input), negated, Kind.MULTIPLY, minusOne, ActivationFunction.LINEAR));
        return withConstant(step, negated, Kind.ADD, step.known(0, "operand"));
    }

    private static Value divide(Step step) throws Refusal {
        Tensor input = step.flow(0);
        Literal divisor = step.known(1, "divisor");
        float[] reciprocals = divisor.toReals().clone();
        for (int i = 0; i < reciprocals.length; i++) {
            reciprocals[i] = 1 / reciprocals[i];
        }
        return withConstant(step, input, Kind.MULTIPLY, Literal.reals(divisor.dims(), reciprocals, divisor.origins()));
    }

    private static Value addAll(Step step) throws Refusal {
        Tensor sum = step.flow(0);
        if (step.inputCount() == 1) {
            return new Value.Flow(sum);
        }
        for (int i = 1; i < step.inputCount(); i++) {
            boolean isLast = i == step.inputCount() - 1;
            String name = isLast ? step.name() : step.name() + ":sum" + i;
            requireBroadcast(sum.shape(), step.flow(i).shape().dims());
            Tensor output = step.output(sum.shape().dims()).withName(name);
            step.add(new Elementwise(
                    name, List.of(sum, step.flow(i)), output, Kind.ADD, null, ActivationFunction.LINEAR));
            sum = output;
        }
        return new Value.Flow(sum);
    }

    private static Value ofTwo(Step step, Tensor left, Tensor right, Kind kind) throws Refusal {
        requireBroadcast(left.shape(), right.shape().dims());
        return step.add(new Elementwise(
                step.name(),
                List.of(left, right),
                step.output(left.shape().dims()),
                kind,
                null,
                ActivationFunction.LINEAR));
    }

    private static Value withConstant(Step step, Tensor input, Kind kind, Literal literal) throws Refusal {
        requireBroadcast(input.shape(), literal.dims());
        Tensor output = step.output(input.shape().dims());
        Literal operand = literal.withDims(trimmed(literal.dims()));
        return step.add(new Elementwise(
                step.name(),
                List.of(input),
                output,
                kind,
                step.operand(operand, "operand"),
                ActivationFunction.LINEAR));
    }

    /// Dimensions without the ones in front, which broadcasting adds again.
    private static List<Integer> trimmed(List<Integer> dims) {
        int first = 0;
        while (first < dims.size() && dims.get(first) == 1 && first < dims.size() - 1) {
            first++;
        }
        return dims.subList(first, dims.size());
    }

    private static void requireBroadcast(Shape larger, List<Integer> smaller) throws Refusal {
        int offset = larger.rank() - smaller.size();
        boolean fits = offset >= 0;
        for (int i = 0; fits && i < smaller.size(); i++) {
            fits = smaller.get(i) == 1 || smaller.get(i) == larger.dim(offset + i);
        }
        if (!fits) {
            throw new Refusal(
                    "operands of shape " + larger + " and " + smaller + " do not match",
                    "only one operand may be broadcast to the other's shape");
        }
    }
}
