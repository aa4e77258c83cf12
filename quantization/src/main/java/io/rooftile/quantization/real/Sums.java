package io.rooftile.quantization.real;

import io.rooftile.quantization.layout.Taps;
import java.util.Arrays;

/// The sums of products of a matrix layer in float32.
///
/// Each sum starts from the bias and takes the taps in their order, four at once: the order is the same for every
/// number of lanes and threads. Products are not fused with sums, so that processors with and without such an
/// instruction give the same numbers.
final class Sums {
    private final MatrixLayer layer;
    private final int lanes;
    private final float[][] elements;
    private final int[] columns;

    Sums(MatrixLayer layer, int lanes) {
        this.layer = layer;
        this.lanes = lanes;
        int taps = layer.taps().filterTaps() * layer.taps().inputChannels();
        this.elements = new float[taps][];
        this.columns = new int[taps];
    }

    void run(float[][] input, float[][] output) {
        Taps taps = layer.taps();
        int channels = layer.outputChannels();
        int perGroup = channels / taps.groups();
        for (int position = 0; position < taps.positions(); position++) {
            for (int group = 0; group < taps.groups(); group++) {
                int count = taps.gather(input, position, group, elements, columns);
                for (int k = group * perGroup; k < (group + 1) * perGroup; k++) {
                    float[] out = output[position * channels + k];
                    sum(k, count, out);
                    Activations.apply(layer.activation(), out, lanes);
                }
            }
        }
    }

    private void sum(int k, int count, float[] to) {
        float[] weights = layer.weights()[k];
        Arrays.fill(to, layer.bias()[k]);
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
                    weights[columns[i + 3]],
                    to);
        }
        for (; i < count; i++) {
            add(elements[i], weights[columns[i]], to);
        }
    }

    private static void add(float[] x, float weight, float[] to) {
        for (int lane = 0; lane < to.length; lane++) {
            to[lane] += x[lane] * weight;
        }
    }

    /// Four taps at once: the sums are read and written once for all of them.
    private static void add(
            float[] x0, float w0, float[] x1, float w1, float[] x2, float w2, float[] x3, float w3, float[] to) {
        for (int lane = 0; lane < to.length; lane++) {
            to[lane] += x0[lane] * w0 + x1[lane] * w1 + x2[lane] * w2 + x3[lane] * w3;
        }
    }
}
