package io.rooftile.quantization.real;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import java.util.List;
import java.util.stream.IntStream;

/// Linear interpolation between rows and columns. Source: TensorFlow,
/// `tensorflow/core/kernels/image/resize_bilinear_op.cc`.
///
/// @param rows where each output row lies
/// @param columns where each output column lies
record BilinearLayer(Upsample layer, List<Between> rows, List<Between> columns) implements RealLayer {
    BilinearLayer {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /// A position between two inputs.
    ///
    /// @param lower index of the input before it
    /// @param upper index of the input behind it
    /// @param share of the one behind it, 0 to 1
    record Between(int lower, int upper, float share) {}

    static BilinearLayer of(Upsample layer) {
        Shape input = layer.input().shape();
        Shape output = layer.output().shape();
        return new BilinearLayer(
                layer,
                positions(input.height(), output.height(), layer.sampling()),
                positions(input.width(), output.width(), layer.sampling()));
    }

    private static List<Between> positions(int inputs, int outputs, Upsample.Sampling sampling) {
        boolean isAligned = sampling == Upsample.Sampling.ALIGN_CORNERS && outputs > 1;
        float scale = isAligned ? (inputs - 1) / (float) (outputs - 1) : inputs / (float) outputs;
        return IntStream.range(0, outputs)
                .mapToObj(i -> {
                    float position = sampling == Upsample.Sampling.HALF_PIXEL ? (i + 0.5f) * scale - 0.5f : i * scale;
                    int below = (int) Math.floor(position);
                    int lower = Math.max(below, 0);
                    int upper = Math.min((int) Math.ceil(position), inputs - 1);
                    return new Between(lower, upper, position - below);
                })
                .toList();
    }

    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        float[][] input = inputs.getFirst();
        Shape in = layer.input().shape();
        int channels = in.channels();
        int maps = output.length / (rows.size() * columns.size() * channels);
        int element = 0;
        for (int map = 0; map < maps; map++) {
            for (Between row : rows) {
                int above = (map * in.height() + row.lower()) * in.width();
                int below = (map * in.height() + row.upper()) * in.width();
                for (Between column : columns) {
                    for (int channel = 0; channel < channels; channel++) {
                        interpolate(
                                input[(above + column.lower()) * channels + channel],
                                input[(above + column.upper()) * channels + channel],
                                input[(below + column.lower()) * channels + channel],
                                input[(below + column.upper()) * channels + channel],
                                row.share(),
                                column.share(),
                                output[element++],
                                lanes);
                    }
                }
            }
        }
    }

    private static void interpolate(
            float[] aboveLeft,
            float[] aboveRight,
            float[] belowLeft,
            float[] belowRight,
            float down,
            float right,
            float[] out,
            int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            float above = aboveLeft[lane] + (aboveRight[lane] - aboveLeft[lane]) * right;
            float below = belowLeft[lane] + (belowRight[lane] - belowLeft[lane]) * right;
            out[lane] = above + (below - above) * down;
        }
    }
}
