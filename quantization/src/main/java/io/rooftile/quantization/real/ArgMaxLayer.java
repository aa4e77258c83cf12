package io.rooftile.quantization.real;

import io.rooftile.core.network.ArgMax;
import java.util.List;

/// The index of the largest element of the last dimension, the first of equals. Indices flow as float32, which holds
/// all of them up to 2^24.
record ArgMaxLayer(ArgMax layer) implements RealLayer {
    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        float[][] input = inputs.getFirst();
        int channels = layer.input().shape().channels();
        for (int position = 0; position < output.length; position++) {
            float[] out = output[position];
            for (int lane = 0; lane < lanes; lane++) {
                int best = 0;
                for (int channel = 1; channel < channels; channel++) {
                    if (input[position * channels + channel][lane] > input[position * channels + best][lane]) {
                        best = channel;
                    }
                }
                out[lane] = best;
            }
        }
    }
}
