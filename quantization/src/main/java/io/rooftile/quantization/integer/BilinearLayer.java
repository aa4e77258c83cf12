package io.rooftile.quantization.integer;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import java.util.List;

/// Linear interpolation between rows and columns, with positions in steps of 1/1024 of an input; input and output have
/// one scale and zero point. Source: TensorFlow Lite, `ResizeBilinearInteger` in
/// `tensorflow/lite/kernels/internal/reference/resize_bilinear.h`.
///
/// @param rows where each output row lies
/// @param columns where each output column lies
public record BilinearLayer(Upsample layer, List<Between> rows, List<Between> columns) implements IntegerLayer {
    private static final int STEP_BITS = 10;
    private static final int STEP = 1 << STEP_BITS;

    /// A position between two inputs.
    ///
    /// @param lower index of the input before it
    /// @param upper index of the input behind it
    /// @param steps how far behind the one before, in 1/1024 of an input
    public record Between(int lower, int upper, int steps) {}

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
        int scale = isAligned
                ? (STEP * (inputs - 1) + (outputs - 1) / 2) / (outputs - 1)
                : (STEP * inputs + outputs / 2) / outputs;
        return java.util.stream.IntStream.range(0, outputs)
                .mapToObj(i -> {
                    int position =
                            sampling == Upsample.Sampling.HALF_PIXEL ? i * scale + scale / 2 - STEP / 2 : i * scale;
                    // Division truncates towards zero, as the source does.
                    int lower = Math.max(position / STEP, 0);
                    int upper = Math.min((position + STEP - 1) / STEP, inputs - 1);
                    return new Between(lower, upper, position - STEP * lower);
                })
                .toList();
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
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
                                row.steps(),
                                column.steps(),
                                output[element++],
                                lanes);
                    }
                }
            }
        }
    }

    private static void interpolate(
            int[] aboveLeft,
            int[] aboveRight,
            int[] belowLeft,
            int[] belowRight,
            int down,
            int right,
            int[] out,
            int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            long sum = (long) aboveLeft[lane] * (STEP - down) * (STEP - right)
                    + (long) aboveRight[lane] * (STEP - down) * right
                    + (long) belowLeft[lane] * down * (STEP - right)
                    + (long) belowRight[lane] * down * right;
            long half = 1L << (2 * STEP_BITS - 1);
            out[lane] = (int) ((sum > 0 ? sum + half : sum - half) / (1L << (2 * STEP_BITS)));
        }
    }
}
