package io.rooftile.quantization.integer;

import io.rooftile.core.network.Softmax;
import io.rooftile.quantization.numerics.SoftmaxFunction;
import java.util.List;

/// Softmax along the last dimension.
public record SoftmaxLayer(Softmax layer, SoftmaxFunction function) implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        int channels = layer.output().shape().channels();
        int[] in = new int[channels];
        int[] out = new int[channels];
        for (int first = 0; first < output.length; first += channels) {
            for (int lane = 0; lane < lanes; lane++) {
                for (int channel = 0; channel < channels; channel++) {
                    in[channel] = input[first + channel][lane];
                }
                function.apply(in, out);
                for (int channel = 0; channel < channels; channel++) {
                    output[first + channel][lane] = out[channel];
                }
            }
        }
    }
}
