package io.rooftile.quantization.real;

import io.rooftile.core.network.Pool;
import io.rooftile.quantization.layout.Taps;
import java.util.Arrays;
import java.util.List;

/// The maximum or the average over a window, of the elements on the map.
///
/// @param taps which elements the window covers
record PoolLayer(Pool layer, Taps taps) implements RealLayer {
    static PoolLayer of(Pool layer) {
        int channels = layer.input().shape().channels();
        return new PoolLayer(
                layer, Taps.of(layer.input().shape(), layer.output().shape(), layer.window(), channels));
    }

    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        float[][] input = inputs.getFirst();
        int channels = layer.output().shape().channels();
        float[][] window = new float[taps.filterTaps()][];
        int[] columns = new int[taps.filterTaps()];
        for (int position = 0; position < taps.positions(); position++) {
            for (int channel = 0; channel < channels; channel++) {
                int count = taps.gather(input, position, channel, window, columns);
                float[] out = output[position * channels + channel];
                switch (layer.kind()) {
                    case MAX -> maximum(window, count, out, lanes);
                    case AVERAGE, MEAN -> average(window, count, out, lanes);
                }
                Activations.apply(layer.activation(), out, lanes);
            }
        }
    }

    private static void maximum(float[][] window, int count, float[] out, int lanes) {
        Arrays.fill(out, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            float[] in = window[i];
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] = Math.max(out[lane], in[lane]);
            }
        }
    }

    private static void average(float[][] window, int count, float[] out, int lanes) {
        Arrays.fill(out, 0);
        for (int i = 0; i < count; i++) {
            float[] in = window[i];
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] += in[lane];
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            out[lane] /= count;
        }
    }
}
