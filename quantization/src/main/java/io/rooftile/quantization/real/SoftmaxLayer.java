package io.rooftile.quantization.real;

import io.rooftile.core.network.Softmax;
import java.util.Arrays;
import java.util.List;

/// Softmax along the last dimension. The largest input is taken off first, so that no exponential overflows.
record SoftmaxLayer(Softmax layer) implements RealLayer {
    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        float[][] input = inputs.getFirst();
        float[] largest = new float[lanes];
        float[] sums = new float[lanes];
        int channels = layer.output().shape().channels();
        for (int first = 0; first < output.length; first += channels) {
            Arrays.fill(largest, Float.NEGATIVE_INFINITY);
            for (int element = first; element < first + channels; element++) {
                for (int lane = 0; lane < lanes; lane++) {
                    largest[lane] = Math.max(largest[lane], input[element][lane]);
                }
            }
            exponentials(input, output, first, largest, sums);
            for (int element = first; element < first + channels; element++) {
                for (int lane = 0; lane < lanes; lane++) {
                    output[element][lane] /= sums[lane];
                }
            }
        }
    }

    private void exponentials(float[][] input, float[][] output, int first, float[] largest, float[] sums) {
        float beta = (float) layer.beta();
        int channels = layer.output().shape().channels();
        Arrays.fill(sums, 0);
        for (int element = first; element < first + channels; element++) {
            for (int lane = 0; lane < sums.length; lane++) {
                float power = (float) Math.exp((input[element][lane] - largest[lane]) * beta);
                output[element][lane] = power;
                sums[lane] += power;
            }
        }
    }
}
