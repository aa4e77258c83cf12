package io.rooftile.modelimport.tflite;

import static java.util.Map.entry;

import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Upsample;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.lite.schema.BuiltinOperator;

/// Which importer turns which operation into layers: the one place to add an operation.
final class OpTable {
    private static final Map<Integer, OpImporter> IMPORTERS = Map.ofEntries(
            entry(BuiltinOperator.CONV_2D, new ConvolutionImporter()),
            entry(BuiltinOperator.DEPTHWISE_CONV_2D, new DepthwiseImporter()),
            entry(BuiltinOperator.FULLY_CONNECTED, new DenseImporter()),
            entry(BuiltinOperator.AVERAGE_POOL_2D, new PoolImporter(Pool.Kind.AVERAGE)),
            entry(BuiltinOperator.MAX_POOL_2D, new PoolImporter(Pool.Kind.MAX)),
            entry(BuiltinOperator.MEAN, new GlobalPoolImporter(Pool.Kind.MEAN)),
            entry(BuiltinOperator.REDUCE_MAX, new GlobalPoolImporter(Pool.Kind.MAX)),
            entry(BuiltinOperator.ADD, new ElementwiseImporter(Elementwise.Kind.ADD)),
            entry(BuiltinOperator.SUB, new ElementwiseImporter(Elementwise.Kind.SUBTRACT)),
            entry(BuiltinOperator.MUL, new ElementwiseImporter(Elementwise.Kind.MULTIPLY)),
            entry(BuiltinOperator.MAXIMUM, new ElementwiseImporter(Elementwise.Kind.MAXIMUM)),
            entry(BuiltinOperator.MINIMUM, new ElementwiseImporter(Elementwise.Kind.MINIMUM)),
            entry(BuiltinOperator.CONCATENATION, new ConcatImporter()),
            entry(BuiltinOperator.PAD, new PadImporter()),
            entry(BuiltinOperator.PADV2, new PadImporter()),
            entry(BuiltinOperator.RELU, new ActivationImporter(Kind.RELU)),
            entry(BuiltinOperator.RELU6, new ActivationImporter(Kind.RELU6)),
            entry(BuiltinOperator.RELU_N1_TO_1, new ActivationImporter(Kind.RELU_N1_TO_1)),
            entry(BuiltinOperator.LEAKY_RELU, new ActivationImporter(Kind.LEAKY_RELU)),
            entry(BuiltinOperator.ELU, new ActivationImporter(Kind.ELU)),
            entry(BuiltinOperator.LOGISTIC, new ActivationImporter(Kind.SIGMOID)),
            entry(BuiltinOperator.TANH, new ActivationImporter(Kind.TANH)),
            entry(BuiltinOperator.HARD_SWISH, new ActivationImporter(Kind.HARD_SWISH)),
            entry(BuiltinOperator.EXP, new ActivationImporter(Kind.EXPONENTIAL)),
            entry(BuiltinOperator.SOFTMAX, new SoftmaxImporter()),
            entry(BuiltinOperator.RESHAPE, new ReshapeImporter()),
            entry(BuiltinOperator.SQUEEZE, new ReshapeImporter()),
            entry(BuiltinOperator.EXPAND_DIMS, new ReshapeImporter()),
            entry(BuiltinOperator.TRANSPOSE, new TransposeImporter()),
            entry(BuiltinOperator.RESIZE_BILINEAR, new ResizeImporter(Upsample.Kind.BILINEAR)),
            entry(BuiltinOperator.RESIZE_NEAREST_NEIGHBOR, new ResizeImporter(Upsample.Kind.NEAREST)),
            entry(BuiltinOperator.QUANTIZE, new RequantiseImporter()),
            entry(BuiltinOperator.DEQUANTIZE, new RequantiseImporter()),
            entry(BuiltinOperator.ARG_MAX, new ArgMaxImporter()));

    private static final Set<Integer> SHAPED_BY_OUTPUT = Set.of(
            BuiltinOperator.RESHAPE,
            BuiltinOperator.SQUEEZE,
            BuiltinOperator.EXPAND_DIMS,
            BuiltinOperator.RESIZE_BILINEAR,
            BuiltinOperator.RESIZE_NEAREST_NEIGHBOR);

    private static final String HINT = "replace it in the model, or leave it to the host";

    private OpTable() {}

    /// The importer of an operation, if there is a layer for it.
    ///
    /// @param code one of [BuiltinOperator]
    static Optional<OpImporter> importer(int code) {
        return Optional.ofNullable(IMPORTERS.get(code));
    }

    /// Whether an operation's result is known from its first input and the shape of its output, whatever the
    /// others are.
    static boolean isShapedByOutput(int code) {
        return SHAPED_BY_OUTPUT.contains(code);
    }

    /// Why there is no layer for an operation that has no importer.
    static Unimportable refusal(int code) {
        return switch (code) {
            case BuiltinOperator.LSTM,
                    BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM,
                    BuiltinOperator.BIDIRECTIONAL_SEQUENCE_LSTM,
                    BuiltinOperator.RNN,
                    BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_RNN,
                    BuiltinOperator.BIDIRECTIONAL_SEQUENCE_RNN,
                    BuiltinOperator.SVDF ->
                new Unimportable(
                        "it is recurrent: it keeps state from step to step, which no layer here does",
                        "use a convolutional or dense network, or leave it to the host");
            case BuiltinOperator.IF, BuiltinOperator.WHILE, BuiltinOperator.CALL, BuiltinOperator.CALL_ONCE ->
                new Unimportable(
                        "it is control flow: what is computed is decided at run time",
                        "convert the model without control flow");
            case BuiltinOperator.CUSTOM, BuiltinOperator.DELEGATE ->
                new Unimportable("it is a custom operation, whose meaning the file does not say", HINT);
            case BuiltinOperator.VAR_HANDLE, BuiltinOperator.READ_VARIABLE, BuiltinOperator.ASSIGN_VARIABLE ->
                new Unimportable(
                        "it uses a variable, which keeps its value between inferences",
                        "freeze the variables when converting the model");
            default -> new Unimportable("there is no layer for this operation", HINT);
        };
    }
}
