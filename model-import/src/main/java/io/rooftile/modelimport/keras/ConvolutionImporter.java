package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.modelimport.keras.KerasConfig.Pair;
import java.util.Optional;

/// `Conv2D` and `QConv2D`, and `Convolution2D` of Keras 1; the kernel is stored `[FY, FX, C, K]`.
final class ConvolutionImporter implements KerasLayerImporter {
    @Override
    public Tensor add(LayerCall call) throws RefusedLayerException {
        Tensor input = call.input(4);
        Window window = Windows.of(call, input.shape(), Windows.kernel(call.config()));
        int filters = call.config().size("filters", "nb_filter");
        int groups = groups(call, input, filters);
        int channels = input.shape().channels() / groups;
        Shape inFile = Shape.of(window.fy(), window.fx(), channels, filters);
        LayerWeights.Taken stored = call.weights().take("kernel", inFile);
        Optional<float[]> values = Kernels.permuted(stored, 3, 0, 1, 2);
        Shape shape = Shape.of(filters, window.fy(), window.fx(), channels);
        Constant kernel = Learned.kernel(call, "kernel_quantizer", stored, shape, values, filters);
        return add(call, input, window, groups, kernel);
    }

    private static int groups(LayerCall call, Tensor input, int filters) {
        int groups = call.config().sizeOr(1, "groups");
        if (input.shape().channels() % groups != 0 || filters % groups != 0) {
            throw call.config()
                    .wrong("'groups' is " + groups + ", which does not divide "
                            + input.shape().channels() + " input and " + filters + " output channels");
        }
        return groups;
    }

    /// Adds a convolution with the call's bias and activation.
    static Tensor add(LayerCall call, Tensor input, Window window, int groups, Constant kernel)
            throws RefusedLayerException {
        ActivationSpec activation = Activations.of(call);
        Shape shape =
                Shapes.windowed(call, input.shape(), window, kernel.shape().dim(0));
        Convolution convolution = new Convolution(
                call.name(),
                input,
                activation.output(call.name(), shape),
                window,
                groups,
                Learned.withBias(call, kernel),
                activation.function());
        return activation.addBehind(call, convolution);
    }

    /// `Conv1D` and `QConv1D`: a convolution of one row. Keras 2 stores the kernel `[FX, C, K]`, Keras 1 with a
    /// 1 behind the columns.
    static Tensor addOneDimensional(LayerCall call) throws RefusedLayerException {
        Tensor input = call.input(3);
        KerasConfig config = call.config();
        Pair stride = new Pair(1, config.stepOr(1, "strides", "subsample_length"));
        Pair dilation = new Pair(1, config.stepOr(1, "dilation_rate"));
        Pair length = new Pair(1, config.step("kernel_size", "filter_length"));
        Window window = Windows.of(call, input.shape(), length, stride, dilation);
        int filters = config.size("filters", "nb_filter");
        int groups = groups(call, input, filters);
        int channels = input.shape().channels() / groups;
        boolean isKeras1 = config.find("filter_length").isPresent();
        Shape inFile =
                isKeras1 ? Shape.of(window.fx(), 1, channels, filters) : Shape.of(window.fx(), channels, filters);
        LayerWeights.Taken stored = call.weights().take("kernel", inFile);
        Optional<float[]> values = isKeras1 ? Kernels.permuted(stored, 3, 1, 0, 2) : Kernels.permuted(stored, 2, 0, 1);
        Shape shape = Shape.of(filters, 1, window.fx(), channels);
        Constant kernel = Learned.kernel(call, "kernel_quantizer", stored, shape, values, filters);
        return add(call, input, window, groups, kernel);
    }
}
