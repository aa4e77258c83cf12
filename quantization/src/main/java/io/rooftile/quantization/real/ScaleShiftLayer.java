package io.rooftile.quantization.real;

import io.rooftile.core.network.ScaleShift;
import java.util.List;

/// `out = activation(scale[channel] * in + shift[channel])`.
///
/// @param scale by channel
/// @param shift by channel
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
record ScaleShiftLayer(ScaleShift layer, float[] scale, float[] shift) implements RealLayer {
    static ScaleShiftLayer of(ScaleShift layer) {
        return new ScaleShiftLayer(layer, StoredReals.of(layer.scale()), StoredReals.of(layer.shift()));
    }

    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        float[][] input = inputs.getFirst();
        for (int element = 0; element < output.length; element++) {
            float factor = scale[element % scale.length];
            float offset = shift[element % scale.length];
            float[] in = input[element];
            float[] out = output[element];
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] = in[lane] * factor + offset;
            }
            Activations.apply(layer.activation(), out, lanes);
        }
    }
}
