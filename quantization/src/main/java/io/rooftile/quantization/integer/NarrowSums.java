package io.rooftile.quantization.integer;

import io.rooftile.quantization.layout.Taps;
import java.util.Arrays;

/// The sums of products of a matrix layer in 32 bits.
///
/// The input's zero point is not taken off each input but off the sum, once for each position and channel:
/// `sum of (x - zx) * w = sum of x * w - zx * sum of w`, over the taps that are on the map.
final class NarrowSums {
    private final MatrixLayer layer;
    private final int lanes;
    private final int[] sums;
    private final int[][] elements;
    private final int[] columns;

    NarrowSums(MatrixLayer layer, int lanes) {
        this.layer = layer;
        this.lanes = lanes;
        this.sums = new int[lanes];
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
                    layer.requantisers().get(k).narrow(sums, layer.range(), output[position * channels + k], lanes);
                }
            }
        }
    }

    private void sum(int k, int count) {
        int[] weights = layer.weights()[k];
        int offset = 0;
        for (int i = 0; i < count; i++) {
            offset += weights[columns[i]];
        }
        Arrays.fill(sums, (int) layer.bias()[k] - layer.inputZeroPoint() * offset);
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            add(
                    elements[i],
                    weights[columns[i]],
                    elements[i + 1],
                    weights[columns[i + 1]],
                    elements[i + 2],
                    weights[columns[i + 2]],
                    elements[i + 3],
                    weights[columns[i + 3]]);
        }
        for (; i < count; i++) {
            add(elements[i], weights[columns[i]]);
        }
    }

    private void add(int[] x, int weight) {
        int[] to = sums;
        for (int lane = 0; lane < to.length; lane++) {
            to[lane] += x[lane] * weight;
        }
    }

    /// Four taps at once: the sums are read and written once for all of them.
    private void add(int[] x0, int w0, int[] x1, int w1, int[] x2, int w2, int[] x3, int w3) {
        int[] to = sums;
        for (int lane = 0; lane < to.length; lane++) {
            to[lane] += x0[lane] * w0 + x1[lane] * w1 + x2[lane] * w2 + x3[lane] * w3;
        }
    }
}
