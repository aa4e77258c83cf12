package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.modelimport.RefusedOps;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.lite.schema.BuiltinOperator;

/// Which importer turns which operation into layers: the one place to add an operation.
final class OpTable {
    private static final String HINT = "replace it in the model, or leave it to the host";

    private static final List<SupportedOp<OpImporter>> SUPPORTED = List.of(
            op(BuiltinOperator.CONV_2D, new ConvolutionImporter(), Convolution.class),
            op(BuiltinOperator.DEPTHWISE_CONV_2D, new DepthwiseImporter(), Convolution.class),
            op(BuiltinOperator.FULLY_CONNECTED, new DenseImporter(), Dense.class, Reshape.class),
            op(BuiltinOperator.AVERAGE_POOL_2D, new PoolImporter(Pool.Kind.AVERAGE), Pool.class),
            op(BuiltinOperator.MAX_POOL_2D, new PoolImporter(Pool.Kind.MAX), Pool.class),
            op(BuiltinOperator.MEAN, new GlobalPoolImporter(Pool.Kind.MEAN), Pool.class, Reshape.class)
                    .limited("over all rows and columns"),
            op(BuiltinOperator.REDUCE_MAX, new GlobalPoolImporter(Pool.Kind.MAX), Pool.class, Reshape.class)
                    .limited("over all rows and columns"),
            op(BuiltinOperator.ADD, new ElementwiseImporter(Elementwise.Kind.ADD), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op(BuiltinOperator.SUB, new ElementwiseImporter(Elementwise.Kind.SUBTRACT), Elementwise.class)
                    .limited("the right operand broadcast to the left"),
            op(BuiltinOperator.MUL, new ElementwiseImporter(Elementwise.Kind.MULTIPLY), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op(BuiltinOperator.MAXIMUM, new ElementwiseImporter(Elementwise.Kind.MAXIMUM), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op(BuiltinOperator.MINIMUM, new ElementwiseImporter(Elementwise.Kind.MINIMUM), Elementwise.class)
                    .limited("one operand broadcast to the other"),
            op(BuiltinOperator.CONCATENATION, new ConcatImporter(), Concat.class, Requantise.class, Activation.class),
            op(BuiltinOperator.PAD, new PadImporter(), Pad.class),
            op(BuiltinOperator.PADV2, new PadImporter(), Pad.class).limited("with the real value 0"),
            op(BuiltinOperator.RELU, new ActivationImporter(Kind.RELU), Activation.class),
            op(BuiltinOperator.RELU6, new ActivationImporter(Kind.RELU6), Activation.class),
            op(BuiltinOperator.RELU_N1_TO_1, new ActivationImporter(Kind.RELU_N1_TO_1), Activation.class),
            op(BuiltinOperator.LEAKY_RELU, new ActivationImporter(Kind.LEAKY_RELU), Activation.class),
            op(BuiltinOperator.ELU, new ActivationImporter(Kind.ELU), Activation.class),
            op(BuiltinOperator.LOGISTIC, new ActivationImporter(Kind.SIGMOID), Activation.class),
            op(BuiltinOperator.TANH, new ActivationImporter(Kind.TANH), Activation.class),
            op(BuiltinOperator.HARD_SWISH, new ActivationImporter(Kind.HARD_SWISH), Activation.class),
            op(BuiltinOperator.EXP, new ActivationImporter(Kind.EXPONENTIAL), Activation.class),
            op(BuiltinOperator.SOFTMAX, new SoftmaxImporter(), Softmax.class).limited("along the last dimension"),
            op(BuiltinOperator.RESHAPE, new ReshapeImporter(), Reshape.class),
            op(BuiltinOperator.SQUEEZE, new ReshapeImporter(), Reshape.class),
            op(BuiltinOperator.EXPAND_DIMS, new ReshapeImporter(), Reshape.class),
            op(BuiltinOperator.TRANSPOSE, new TransposeImporter(), Transpose.class)
                    .limited("by a stored permutation"),
            op(BuiltinOperator.RESIZE_BILINEAR, new ResizeImporter(Upsample.Kind.BILINEAR), Upsample.class),
            op(BuiltinOperator.RESIZE_NEAREST_NEIGHBOR, new ResizeImporter(Upsample.Kind.NEAREST), Upsample.class),
            op(BuiltinOperator.QUANTIZE, new RequantiseImporter(), Requantise.class)
                    .limited("of an activation"),
            op(BuiltinOperator.DEQUANTIZE, new RequantiseImporter(), Requantise.class),
            op(BuiltinOperator.ARG_MAX, new ArgMaxImporter(), ArgMax.class).limited("along the last dimension"));

    private static final Map<String, OpImporter> IMPORTERS =
            SUPPORTED.stream().collect(Collectors.toUnmodifiableMap(SupportedOp::op, SupportedOp::importer));

    private static final List<RefusedOps> REFUSED = List.of(
            refused(
                    "it is recurrent: it keeps state from step to step, which no layer here does",
                    "use a convolutional or dense network, or leave it to the host",
                    BuiltinOperator.LSTM,
                    BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM,
                    BuiltinOperator.BIDIRECTIONAL_SEQUENCE_LSTM,
                    BuiltinOperator.RNN,
                    BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_RNN,
                    BuiltinOperator.BIDIRECTIONAL_SEQUENCE_RNN,
                    BuiltinOperator.SVDF),
            refused(
                    "it is control flow: what is computed is decided at run time",
                    "convert the model without control flow",
                    BuiltinOperator.IF,
                    BuiltinOperator.WHILE,
                    BuiltinOperator.CALL,
                    BuiltinOperator.CALL_ONCE),
            refused(
                    "it is a custom operation, whose meaning the file does not say",
                    HINT,
                    BuiltinOperator.CUSTOM,
                    BuiltinOperator.DELEGATE),
            refused(
                    "it uses a variable, which keeps its value between inferences",
                    "freeze the variables when converting the model",
                    BuiltinOperator.VAR_HANDLE,
                    BuiltinOperator.READ_VARIABLE,
                    BuiltinOperator.ASSIGN_VARIABLE));

    private static final Set<Integer> SHAPED_BY_OUTPUT = Set.of(
            BuiltinOperator.RESHAPE,
            BuiltinOperator.SQUEEZE,
            BuiltinOperator.EXPAND_DIMS,
            BuiltinOperator.RESIZE_BILINEAR,
            BuiltinOperator.RESIZE_NEAREST_NEIGHBOR);

    private OpTable() {}

    /// The importer of an operation, if there is a layer for it.
    ///
    /// @param code one of [BuiltinOperator]
    static Optional<OpImporter> importer(int code) {
        return Optional.ofNullable(IMPORTERS.get(name(code)));
    }

    /// Whether an operation's result is known from its first input and the shape of its output, whatever the
    /// others are.
    static boolean isShapedByOutput(int code) {
        return SHAPED_BY_OUTPUT.contains(code);
    }

    /// Why there is no layer for an operation that has no importer.
    static Unimportable refusal(int code) {
        for (RefusedOps refused : REFUSED) {
            if (refused.ops().contains(name(code))) {
                return new Unimportable(refused.reason(), refused.hint());
            }
        }
        return new Unimportable("there is no layer for this operation", HINT);
    }

    /// All that becomes layers, in the table's order.
    static List<SupportedOp<OpImporter>> supported() {
        return SUPPORTED;
    }

    /// What is refused for more reason than that it has no layer.
    static List<RefusedOps> refused() {
        return REFUSED;
    }

    private static SupportedOp<OpImporter> op(int code, OpImporter importer, Class<?>... layers) {
        return SupportedOp.of(name(code), importer, layers);
    }

    private static String name(int code) {
        return code >= 0 && code < BuiltinOperator.names.length ? BuiltinOperator.name(code) : "operator code " + code;
    }

    private static RefusedOps refused(String reason, String hint, Integer... codes) {
        return new RefusedOps(Stream.of(codes).map(OpTable::name).toList(), reason, hint);
    }
}
