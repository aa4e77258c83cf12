package io.rooftile.quantization.integer;

import io.rooftile.core.network.Softmax;
import io.rooftile.quantization.numerics.WideSoftmaxFunction;
import java.util.List;

/// Softmax of 16-bit data along the last dimension.
public record WideSoftmaxLayer(Softmax layer, WideSoftmaxFunction function) implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        int channels = layer.output().shape().channels();
        int[] row = new int[channels];
        for (int first = 0; first < output.length; first += channels) {
            for (int lane = 0; lane < lanes; lane++) {
                for (int channel = 0; channel < channels; channel++) {
                    row[channel] = input[first + channel][lane];
                }
                function.apply(row);
                for (int channel = 0; channel < channels; channel++) {
                    output[first + channel][lane] = row[channel];
                }
            }
        }
    }
}
