package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.BitOptions;
import java.util.stream.Stream;

/// The widths that an engine needs for a network as it was trained: the widest of its quantised numbers, the
/// default where numbers are real; 2 to 16, as an engine can be built.
final class EngineBits {
    private EngineBits() {}

    static int ofData(Network network) {
        return widest(network.layers().stream()
                .filter(layer -> layer.macs() > 0)
                .flatMap(layer -> Stream.of(layer.input(), layer.output())));
    }

    static int ofWeights(Network network) {
        return widest(weights(network));
    }

    /// Bits that stored weights need without their zero points, 0 where they are real numbers.
    static int ofStoredWeights(Network network) {
        return weights(network)
                .map(Tensor::format)
                .filter(format -> !format.isFloat())
                .mapToInt(EngineBits::signedBits)
                .max()
                .orElse(0);
    }

    // The first operand of a layer with MACs is its weights, the second its bias, which the engine keeps in 32 bits.
    private static Stream<Tensor> weights(Network network) {
        return network.layers().stream().filter(layer -> layer.macs() > 0).map(EngineBits::weights);
    }

    private static int signedBits(NumberFormat format) {
        return format.kind() == NumberFormat.Kind.UNSIGNED ? format.bits() + 1 : format.bits();
    }

    private static Tensor weights(Layer layer) {
        return layer.constants().getFirst().tensor();
    }

    private static int widest(Stream<Tensor> tensors) {
        int bits = tensors.map(Tensor::format).mapToInt(EngineBits::bits).max().orElse(BitOptions.DEFAULT_BITS);
        return Math.clamp(bits, 2, 16);
    }

    private static int bits(NumberFormat format) {
        return format.isFloat() ? BitOptions.DEFAULT_BITS : format.bits();
    }
}
