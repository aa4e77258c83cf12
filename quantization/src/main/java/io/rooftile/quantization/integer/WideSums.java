package io.rooftile.quantization.integer;

import io.rooftile.quantization.layout.Taps;
import java.util.Arrays;

/// The sums of products of a matrix layer in 64 bits, for data of more than 8 bits; else as [NarrowSums].
final class WideSums {
    private final MatrixLayer layer;
    private final int lanes;
    private final long[] sums;
    private final int[][] elements;
    private final int[] columns;

    WideSums(MatrixLayer layer, int lanes) {
        this.layer = layer;
        this.lanes = lanes;
        this.sums = new long[lanes];
        int taps = layer.taps().filterTaps() * layer.taps().inputChannels();
        this.elements = new int[taps][];
        this.columns = new int[taps];
    }

    void run(int[][] input, int[][] output) {
        Taps taps = layer.taps();
        int channels = layer.outputChannels();
        int perGroup = channels / taps.groups();
        for (int position = 0; position < taps.positions(); position++) {
            for (int group = 0; group < taps.groups(); group++) {
                int count = taps.gather(input, position, group, elements, columns);
                for (int k = group * perGroup; k < (group + 1) * perGroup; k++) {
                    sum(k, count);
                    layer.requantisers().get(k).wide(sums, layer.range(), output[position * channels + k], lanes);
                }
            }
        }
    }

    private void sum(int k, int count) {
        int[] weights = layer.weights()[k];
        long offset = 0;
        for (int i = 0; i < count; i++) {
            offset += weights[columns[i]];
        }
        Arrays.fill(sums, layer.bias()[k] - layer.inputZeroPoint() * offset);
        for (int i = 0; i < count; i++) {
            add(elements[i], weights[columns[i]]);
        }
    }

    private void add(int[] x, int weight) {
        long[] to = sums;
        for (int lane = 0; lane < to.length; lane++) {
            to[lane] += (long) x[lane] * weight;
        }
    }
}
