package io.rooftile.quantization.real;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Layer;
import io.rooftile.quantization.layout.Taps;
import java.util.List;

/// A convolution or a dense layer: `out[k] = activation(bias[k] + sum of x * weights[k][tap])`.
///
/// @param taps which input elements go into each position, and with which column of the weights
/// @param weights by output channel (all groups), then tap `(fy, fx, c)`
/// @param bias by output channel
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
record MatrixLayer(Layer layer, Taps taps, float[][] weights, float[] bias, ActivationFunction activation)
        implements RealLayer {
    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        new Sums(this, lanes).run(inputs.getFirst(), output);
    }

    /// Output channels over all groups.
    int outputChannels() {
        return weights.length;
    }
}
