package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.PlainFunctions;
import io.rooftile.modelimport.SupportedOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/// Functions of one variable, softmax and argmax.
final class ActivationOps {
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("Relu", Kind.RELU),
            Map.entry("Relu6", Kind.RELU6),
            Map.entry("Elu", Kind.ELU),
            Map.entry("Selu", Kind.SELU),
            Map.entry("LeakyRelu", Kind.LEAKY_RELU),
            Map.entry("Sigmoid", Kind.SIGMOID),
            Map.entry("Tanh", Kind.TANH),
            Map.entry("Softplus", Kind.SOFTPLUS),
            Map.entry("Softsign", Kind.SOFTSIGN),
            Map.entry("Exp", Kind.EXPONENTIAL));

    static final List<SupportedOp<OpImporter>> OPS = ops();

    private ActivationOps() {}

    private static List<SupportedOp<OpImporter>> ops() {
        List<SupportedOp<OpImporter>> ops = new ArrayList<>();
        KINDS.keySet().stream()
                .sorted()
                .forEach(name -> ops.add(OpTable.op(name, ActivationOps::activation, Activation.class)));
        ops.add(OpTable.op("Softmax", ActivationOps::softmax, Softmax.class).limited("along the last dimension"));
        ops.add(OpTable.op("ArgMax", ActivationOps::argMax, ArgMax.class).limited("along the last dimension"));
        return List.copyOf(ops);
    }

    /// The function that an operation is.
    ///
    /// @param leak slope below zero, where the function has one
    static Optional<ActivationFunction> function(String op, double leak) {
        return Optional.ofNullable(KINDS.get(op)).map(kind -> PlainFunctions.of(kind, leak));
    }

    private static Value activation(Step step) throws Refusal {
        Tensor input = step.flow(0);
        ActivationFunction function = function(
                        step.node().op(), step.attributes().real("alpha", 0.2f))
                .orElseThrow();
        return step.add(
                new Activation(step.name(), input, step.output(input.shape().dims()), function));
    }

    private static Value softmax(Step step) throws Refusal {
        Tensor input = step.flow(0);
        return step.add(
                new Softmax(step.name(), input, step.output(input.shape().dims()), 1.0));
    }

    private static Value argMax(Step step) throws Refusal {
        Tensor input = step.flow(0);
        int rank = input.shape().rank();
        int axis = step.known(1, "dimension").toInt("the dimension");
        if (rank == 0 || (axis != rank - 1 && axis != -1)) {
            throw new Refusal("the maximum is searched along dimension " + axis, "only the last one is supported");
        }
        List<Integer> dims = input.shape().dims().subList(0, rank - 1);
        NumberFormat format = step.attributes().type("output_type", DataType.DT_INT64) == DataType.DT_INT32
                ? NumberFormat.INT32
                : NumberFormat.INT64;
        return step.add(new ArgMax(step.name(), input, step.output(dims, format, Quantisation.NONE)));
    }
}
