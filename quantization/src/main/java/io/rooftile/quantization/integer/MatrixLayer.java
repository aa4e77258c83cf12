package io.rooftile.quantization.integer;

import io.rooftile.core.network.Layer;
import io.rooftile.quantization.layout.Taps;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import java.util.List;

/// A convolution or a dense layer: `out[k] = clamp(zy + requantise(bias[k] + sum of (x - zx) * weights[k][tap]))`.
///
/// @param taps which input elements go into each position, and with which column of the weights
/// @param weights by output channel (all groups), then tap `(fy, fx, c)`; zero points of the weights are taken off
/// @param bias by output channel, on the scale of the products
/// @param inputZeroPoint `zx`; padding holds it
/// @param requantisers by output channel
/// @param isWide whether sums take more than 32 bits, see [Requantiser]
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
public record MatrixLayer(
        Layer layer,
        Taps taps,
        int[][] weights,
        long[] bias,
        int inputZeroPoint,
        List<Requantiser> requantisers,
        OutputRange range,
        boolean isWide)
        implements IntegerLayer {
    public MatrixLayer {
        requantisers = List.copyOf(requantisers);
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        if (isWide) {
            new WideSums(this, lanes).run(input, output);
        } else {
            new NarrowSums(this, lanes).run(input, output);
        }
    }

    /// Output channels over all groups.
    public int outputChannels() {
        return weights.length;
    }
}
