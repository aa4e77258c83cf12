package io.rooftile.quantization.integer;

import io.rooftile.core.network.ArgMax;
import java.util.List;

/// The index of the largest stored number of the last dimension, the first of equals.
public record ArgMaxLayer(ArgMax layer) implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        int channels = layer.input().shape().channels();
        for (int position = 0; position < output.length; position++) {
            int[] out = output[position];
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
