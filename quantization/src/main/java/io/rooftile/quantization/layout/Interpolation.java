package io.rooftile.quantization.layout;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Between which rows and columns of its input each element of a linear interpolation lies.
///
/// @param input shape of the map that is interpolated
/// @param rows where each output row lies
/// @param columns where each output column lies
public record Interpolation(Shape input, List<Between> rows, List<Between> columns) {
    public Interpolation {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /// A position between two inputs.
    ///
    /// @param lower index of the input before it
    /// @param upper index of the input behind it
    /// @param distance how far behind the one before, in inputs; means nothing where both are the same
    public record Between(int lower, int upper, float distance) {}

    /// What one element is made of the four around it.
    @FunctionalInterface
    public interface Kernel<T> {
        /// Makes the element from those above and below it, to the left and to the right.
        ///
        /// @param down how far below the two above, in inputs
        /// @param right how far to the right of the two on the left, in inputs
        void interpolate(T aboveLeft, T aboveRight, T belowLeft, T belowRight, float down, float right, T out);
    }

    /// Where outputs of a number of inputs lie along one dimension.
    @FunctionalInterface
    private interface Positions {
        IntFunction<Between> of(int inputs, int outputs, Upsample.Sampling sampling);
    }

    /// Positions in float32. Sources: TensorFlow, `tensorflow/core/kernels/image/resize_bilinear_op.cc`; TensorFlow
    /// Lite, `ComputeInterpolationValues` in `tensorflow/lite/kernels/internal/reference/resize_bilinear.h`.
    public static Interpolation inReals(Upsample layer) {
        return of(layer, (inputs, outputs, sampling) -> {
            boolean isAligned = sampling == Upsample.Sampling.ALIGN_CORNERS && outputs > 1;
            float scale = isAligned ? (float) (inputs - 1) / (outputs - 1) : (float) inputs / outputs;
            boolean isHalfPixel = sampling == Upsample.Sampling.HALF_PIXEL;
            return i -> {
                float position = isHalfPixel ? (i + 0.5f) * scale - 0.5f : i * scale;
                int lower = Math.max((int) Math.floor(position), 0);
                int upper = Math.min((int) Math.ceil(position), inputs - 1);
                return new Between(lower, upper, position - lower);
            };
        });
    }

    /// Positions in whole steps. Source: TensorFlow Lite, `ComputeInterpolationValuesInteger` in
    /// `tensorflow/lite/kernels/internal/reference/resize_bilinear.h`.
    ///
    /// @param step how many steps lie between two inputs, a power of two
    public static Interpolation inSteps(Upsample layer, int step) {
        return of(layer, (inputs, outputs, sampling) -> {
            boolean isAligned = sampling == Upsample.Sampling.ALIGN_CORNERS && outputs > 1;
            int scale = isAligned
                    ? (step * (inputs - 1) + (outputs - 1) / 2) / (outputs - 1)
                    : (step * inputs + outputs / 2) / outputs;
            boolean isHalfPixel = sampling == Upsample.Sampling.HALF_PIXEL;
            return i -> {
                int position = isHalfPixel ? i * scale + scale / 2 - step / 2 : i * scale;
                // Division truncates towards zero, as the source does.
                int lower = Math.max(position / step, 0);
                int upper = Math.min((position + step - 1) / step, inputs - 1);
                return new Between(lower, upper, (float) (position - step * lower) / step);
            };
        });
    }

    private static Interpolation of(Upsample layer, Positions positions) {
        Shape input = layer.input().shape();
        Shape output = layer.output().shape();
        return new Interpolation(
                input,
                along(input.height(), output.height(), layer.sampling(), positions),
                along(input.width(), output.width(), layer.sampling(), positions));
    }

    private static List<Between> along(int inputs, int outputs, Upsample.Sampling sampling, Positions positions) {
        return IntStream.range(0, outputs)
                .mapToObj(positions.of(inputs, outputs, sampling))
                .toList();
    }

    /// Makes every element of the output.
    public <T> void run(T[] from, T[] output, Kernel<T> kernel) {
        int channels = input.channels();
        int maps = output.length / (rows.size() * columns.size() * channels);
        int element = 0;
        for (int map = 0; map < maps; map++) {
            for (Between row : rows) {
                int above = (map * input.height() + row.lower()) * input.width();
                int below = (map * input.height() + row.upper()) * input.width();
                for (Between column : columns) {
                    for (int channel = 0; channel < channels; channel++) {
                        kernel.interpolate(
                                from[(above + column.lower()) * channels + channel],
                                from[(above + column.upper()) * channels + channel],
                                from[(below + column.lower()) * channels + channel],
                                from[(below + column.upper()) * channels + channel],
                                row.distance(),
                                column.distance(),
                                output[element++]);
                    }
                }
            }
        }
    }
}
