package io.rooftile.quantization.integer;

import io.rooftile.core.network.Pool;
import io.rooftile.quantization.layout.Taps;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import java.util.Arrays;
import java.util.List;

/// The mean over a window: `out = clamp(zy + requantise(sum of x - n * zx))`, with the division by the `n` elements of
/// the window in the factor. Source: TensorFlow Lite, `QuantizedMeanOrSum` in
/// `tensorflow/lite/kernels/internal/reference/reduce.h`.
///
/// @param taps which elements the window covers, all of them on the map
/// @param inputZeroPoint `zx`
public record MeanLayer(Pool layer, Taps taps, int inputZeroPoint, Requantiser requantiser, OutputRange range)
        implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int channels = layer.output().shape().channels();
        int[][] window = new int[taps.filterTaps()][];
        int[] columns = new int[taps.filterTaps()];
        int[] sums = new int[lanes];
        for (int position = 0; position < taps.positions(); position++) {
            for (int channel = 0; channel < channels; channel++) {
                int count = taps.gather(inputs.getFirst(), position, channel, window, columns);
                Arrays.fill(sums, -count * inputZeroPoint);
                for (int i = 0; i < count; i++) {
                    int[] in = window[i];
                    for (int lane = 0; lane < lanes; lane++) {
                        sums[lane] += in[lane];
                    }
                }
                requantiser.narrow(sums, range, output[position * channels + channel], lanes);
            }
        }
    }
}
