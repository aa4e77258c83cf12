package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stored operands of layers: as the file has them, or with the numbers that a quantiser of the layer makes of
/// them.
final class Learned {
    private Learned() {}

    /// A kernel in our order of dimensions.
    ///
    /// @param stored as taken from the file
    /// @param values the same in our order
    /// @param channels distinct channels that the layer's quantiser scales
    static Constant kernel(
            LayerCall call,
            String quantiserKey,
            LayerWeights.Taken stored,
            Shape shape,
            Optional<float[]> values,
            int channels)
            throws RefusedLayerException {
        String name = call.name() + "/kernel";
        Optional<Quantiser> quantiser = Quantiser.find(call.config(), quantiserKey);
        return quantiser.isPresent()
                ? WeightQuantiser.kernel(quantiser.get(), name, shape, values, channels)
                : real(name, shape, stored.format(), values);
    }

    /// A kernel and, if the layer has one, its bias, which the file stores behind it.
    static Parameters withBias(LayerCall call, Constant kernel) throws RefusedLayerException {
        return new Parameters(kernel, bias(call, kernel.shape().dim(0)));
    }

    private static @Nullable Constant bias(LayerCall call, int channels) throws RefusedLayerException {
        if (!call.config().flagOr(true, "use_bias", "bias")) {
            return null;
        }
        LayerWeights.Taken bias = call.weights().take("bias", Shape.of(channels));
        String name = call.name() + "/bias";
        Optional<Quantiser> quantiser = Quantiser.find(call.config(), "bias_quantizer");
        return quantiser.isPresent()
                ? WeightQuantiser.bias(quantiser.get(), name, bias.shape(), bias.values())
                : real(name, bias.shape(), bias.format(), bias.values());
    }

    /// Real numbers.
    static Constant real(String name, Shape shape, NumberFormat format, Optional<float[]> values) {
        Tensor tensor = new Tensor(name, shape, format, Quantisation.NONE);
        return values.map(numbers -> new Constant(tensor, new Values.Floats(numbers)))
                .orElseGet(() -> Constant.absent(tensor));
    }
}
