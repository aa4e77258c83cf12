package io.rooftile.quantization.integer;

import io.rooftile.core.network.Pool;
import io.rooftile.quantization.layout.Taps;
import io.rooftile.quantization.numerics.OutputRange;
import java.util.Arrays;
import java.util.List;

/// The maximum or the average of stored numbers over a window; input and output have one scale and zero point. The
/// average is over the elements on the map, rounded half away from zero. Source: TensorFlow Lite,
/// `tensorflow/lite/kernels/internal/reference/integer_ops/pooling.h`.
///
/// @param taps which elements the window covers
public record PoolLayer(Pool layer, Taps taps, OutputRange range) implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        int channels = layer.output().shape().channels();
        int[][] window = new int[taps.filterTaps()][];
        int[] columns = new int[taps.filterTaps()];
        for (int position = 0; position < taps.positions(); position++) {
            for (int channel = 0; channel < channels; channel++) {
                int count = taps.gather(input, position, channel, window, columns);
                int[] out = output[position * channels + channel];
                switch (layer.kind()) {
                    case MAX -> maximum(window, count, out, lanes);
                    case AVERAGE -> average(window, count, out, lanes);
                    case MEAN -> throw new IllegalStateException(layer.name() + " is a MeanLayer");
                }
            }
        }
    }

    private void maximum(int[][] window, int count, int[] out, int lanes) {
        Arrays.fill(out, range.min());
        for (int i = 0; i < count; i++) {
            int[] in = window[i];
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] = Math.max(out[lane], in[lane]);
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            out[lane] = Math.min(out[lane], range.max());
        }
    }

    private void average(int[][] window, int count, int[] out, int lanes) {
        Arrays.fill(out, 0);
        for (int i = 0; i < count; i++) {
            int[] in = window[i];
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] += in[lane];
            }
        }
        int half = count / 2;
        for (int lane = 0; lane < lanes; lane++) {
            int sum = out[lane];
            int mean = (sum > 0 ? sum + half : sum - half) / count;
            out[lane] = Math.clamp(mean, range.min(), range.max());
        }
    }
}
