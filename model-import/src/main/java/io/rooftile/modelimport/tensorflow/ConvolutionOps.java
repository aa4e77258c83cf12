package io.rooftile.modelimport.tensorflow;

import static io.rooftile.modelimport.tensorflow.OpTable.op;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two-dimensional convolutions. Source of the layouts: TensorFlow API, `tf.nn.conv2d` and `tf.nn.depthwise_conv2d`.
final class ConvolutionOps {
    static final List<SupportedOp<OpImporter>> OPS = List.of(
            op("Conv2D", step -> full(step, null, ActivationFunction.LINEAR), Convolution.class)
                    .limited("channels last"),
            op("_FusedConv2D", ConvolutionOps::fused, Convolution.class)
                    .limited("channels last; a bias and an activation fused"),
            op("DepthwiseConv2dNative", step -> depthwise(step, null, ActivationFunction.LINEAR), Convolution.class)
                    .limited("channels last"),
            op("FusedDepthwiseConv2dNative", ConvolutionOps::fusedDepthwise, Convolution.class)
                    .limited("channels last; a bias and an activation fused"));

    private ConvolutionOps() {}

    private static Value fused(Step step) throws Refusal {
        ActivationFunction activation = FusedTail.activation(step);
        return full(step, FusedTail.bias(step), activation);
    }

    private static Value fusedDepthwise(Step step) throws Refusal {
        ActivationFunction activation = FusedTail.activation(step);
        return depthwise(step, FusedTail.bias(step), activation);
    }

    /// Weights `[FY, FX, C, K]`; with fewer `C` than the input has channels, the convolution is grouped.
    private static Value full(Step step, @Nullable Literal bias, ActivationFunction activation) throws Refusal {
        Tensor input = step.flow(0);
        Literal weights = weights(step);
        Window window = Windows.read(
                step, input.shape(), weights.dims().get(0), weights.dims().get(1));
        int channels = weights.dims().get(3);
        int perGroup = weights.dims().get(2);
        if (perGroup < 1 || input.shape().channels() % perGroup != 0) {
            throw mismatch(input.shape(), weights);
        }
        int groups = input.shape().channels() / perGroup;
        if (channels % groups != 0) {
            throw mismatch(input.shape(), weights);
        }
        return layer(step, input, window, groups, kernelLast(weights), bias, activation);
    }

    /// Weights `[FY, FX, C, M]`: output channel `c * M + m` reads input channel `c`.
    private static Value depthwise(Step step, @Nullable Literal bias, ActivationFunction activation) throws Refusal {
        Tensor input = step.flow(0);
        Literal weights = weights(step);
        Window window = Windows.read(
                step, input.shape(), weights.dims().get(0), weights.dims().get(1));
        int channels = weights.dims().get(2);
        if (channels != input.shape().channels()) {
            throw mismatch(input.shape(), weights);
        }
        return layer(step, input, window, channels, depthwiseFirst(weights), bias, activation);
    }

    private static Value layer(
            Step step,
            Tensor input,
            Window window,
            int groups,
            Literal weights,
            @Nullable Literal bias,
            ActivationFunction activation)
            throws Refusal {
        int channels = weights.dims().getFirst();
        Tensor output = step.output(Windows.outputDims(input.shape(), window, channels));
        Constant stored = step.operand(weights, "weights");
        return step.add(new Convolution(
                step.name(),
                input,
                output,
                window,
                groups,
                new Parameters(stored, bias == null ? null : FusedTail.vector(step, bias, channels)),
                activation));
    }

    private static Literal weights(Step step) throws Refusal {
        Literal weights = step.known(1, "weights");
        if (weights.rank() != 4) {
            throw Refusal.malformed("the weights must have 4 dimensions, but have shape " + weights.dims());
        }
        return weights;
    }

    private static Refusal mismatch(Shape input, Literal weights) {
        return Refusal.malformed("weights of shape " + weights.dims() + " do not fit the input " + input);
    }

    /// `[FY, FX, C, K]` to `[K, FY, FX, C]`.
    private static Literal kernelLast(Literal weights) throws Refusal {
        return Folding.transpose(weights, 3, 0, 1, 2);
    }

    /// `[FY, FX, C, M]` to `[C*M, FY, FX, 1]`.
    private static Literal depthwiseFirst(Literal weights) throws Refusal {
        List<Integer> dims = weights.dims();
        return Folding.transpose(weights, 2, 3, 0, 1)
                .withDims(List.of(Math.multiplyExact(dims.get(2), dims.get(3)), dims.get(0), dims.get(1), 1));
    }
}
