package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.Optional;

/// `Dense` and `QDense`; the kernel is stored `[C, K]`.
final class DenseImporter implements KerasLayerImporter {
    @Override
    public Tensor add(LayerCall call) throws RefusedLayerException {
        Tensor input = call.inputAlongChannels();
        int channels = input.shape().channels();
        int units = call.config().size("units", "output_dim");
        LayerWeights.Taken stored = call.weights().take("kernel", Shape.of(channels, units));
        Optional<float[]> values = Kernels.permuted(stored, 1, 0);
        Constant kernel = Learned.kernel(call, "kernel_quantizer", stored, Shape.of(units, channels), values, units);
        return add(call, input, kernel);
    }

    /// Adds a dense layer with the call's bias and activation.
    static Tensor add(LayerCall call, Tensor input, Constant kernel) throws RefusedLayerException {
        ActivationSpec activation = Activations.of(call);
        Shape shape = Shapes.withChannels(input.shape(), kernel.shape().dim(0));
        Dense dense = new Dense(
                call.name(),
                input,
                activation.output(call.name(), shape),
                Learned.withBias(call, kernel),
                activation.function());
        return activation.addBehind(call, dense);
    }
}
