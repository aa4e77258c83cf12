package io.rooftile.modelimport.keras;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.Optional;

/// `DepthwiseConv2D` and `QDepthwiseConv2D`; the kernel is stored `[FY, FX, C, M]`, and output channel `c * M +
/// m` comes from input channel `c`.
final class DepthwiseImporter implements KerasLayerImporter {
    @Override
    public Tensor add(LayerCall call) throws RefusedLayerException {
        Tensor input = call.input(4);
        Window window = Windows.of(call, input.shape(), Windows.kernel(call.config()));
        Constant kernel = kernel(call, input, window);
        return ConvolutionImporter.add(call, input, window, input.shape().channels(), kernel);
    }

    private static Constant kernel(LayerCall call, Tensor input, Window window) throws RefusedLayerException {
        int channels = input.shape().channels();
        int multiplier = call.config().sizeOr(1, "depth_multiplier");
        LayerWeights.Taken stored =
                call.weights().take("depthwise kernel", Shape.of(window.fy(), window.fx(), channels, multiplier));
        Optional<float[]> values = Kernels.permuted(stored, 2, 3, 0, 1);
        Shape shape = Shape.of(multiplied(call, channels, multiplier), window.fy(), window.fx(), 1);
        return Learned.kernel(call, "depthwise_quantizer", stored, shape, values, multiplier);
    }

    private static int multiplied(LayerCall call, int channels, int multiplier) {
        long product = (long) channels * multiplier;
        if (product > Integer.MAX_VALUE) {
            throw call.config().wrong(channels + " channels times " + multiplier + " are too many");
        }
        return (int) product;
    }

    /// `SeparableConv2D`: a depthwise convolution without bias, then a pointwise one, stored `[1, 1, C * M, K]`.
    static Tensor addSeparable(LayerCall call) throws RefusedLayerException {
        Tensor input = call.input(4);
        Window window = Windows.of(call, input.shape(), Windows.kernel(call.config()));
        Constant depthwise = kernel(call, input, window);
        int middleChannels = depthwise.shape().dim(0);
        String name = call.name() + "/depthwise";
        Shape middleShape = Shapes.windowed(call, input.shape(), window, middleChannels);
        Tensor middle = call.draft()
                .add(new Convolution(
                        name,
                        input,
                        Tensor.real(name, middleShape),
                        window,
                        input.shape().channels(),
                        new Parameters(named(depthwise, name + "/kernel"), null),
                        ActivationFunction.LINEAR));
        int filters = call.config().size("filters", "nb_filter");
        LayerWeights.Taken stored = call.weights().take("pointwise kernel", Shape.of(1, 1, middleChannels, filters));
        Optional<float[]> values = Kernels.permuted(stored, 3, 0, 1, 2);
        Shape shape = Shape.of(filters, 1, 1, middleChannels);
        Constant pointwise = Learned.kernel(call, "pointwise_quantizer", stored, shape, values, filters);
        return ConvolutionImporter.add(call, middle, Window.pointwise(), 1, pointwise);
    }

    private static Constant named(Constant constant, String name) {
        return new Constant(constant.tensor().withName(name), constant.values());
    }
}
