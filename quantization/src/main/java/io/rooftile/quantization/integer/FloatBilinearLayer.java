package io.rooftile.quantization.integer;

import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Upsample;
import java.util.List;
import java.util.stream.IntStream;

/// Linear interpolation between rows and columns in float32, as TensorFlow Lite has it for uint8; input and output have
/// one scale and zero point. Source: TensorFlow Lite, `ResizeBilinear` in
/// `tensorflow/lite/kernels/internal/reference/resize_bilinear.h`.
///
/// @param rows where each output row lies
/// @param columns where each output column lies
public record FloatBilinearLayer(Upsample layer, List<Between> rows, List<Between> columns) implements IntegerLayer {
    public FloatBilinearLayer {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /// A position between two inputs.
    ///
    /// @param lower index of the input before it
    /// @param upper index of the input behind it
    /// @param distance how far behind the one before, in inputs
    public record Between(int lower, int upper, float distance) {}

    static FloatBilinearLayer of(Upsample layer) {
        Shape input = layer.input().shape();
        Shape output = layer.output().shape();
        return new FloatBilinearLayer(
                layer,
                positions(input.height(), output.height(), layer.sampling()),
                positions(input.width(), output.width(), layer.sampling()));
    }

    private static List<Between> positions(int inputs, int outputs, Upsample.Sampling sampling) {
        boolean isAligned = sampling == Upsample.Sampling.ALIGN_CORNERS && outputs > 1;
        float scale = isAligned ? (float) (inputs - 1) / (outputs - 1) : (float) inputs / outputs;
        boolean isHalfPixel = sampling == Upsample.Sampling.HALF_PIXEL;
        return IntStream.range(0, outputs)
                .mapToObj(i -> {
                    float position = isHalfPixel ? (i + 0.5f) * scale - 0.5f : i * scale;
                    int lower = Math.max((int) Math.floor(position), 0);
                    int upper = Math.min((int) Math.ceil(position), inputs - 1);
                    return new Between(lower, upper, position - lower);
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
                        int[] aboveLeft = input[(above + column.lower()) * channels + channel];
                        int[] aboveRight = input[(above + column.upper()) * channels + channel];
                        int[] belowLeft = input[(below + column.lower()) * channels + channel];
                        int[] belowRight = input[(below + column.upper()) * channels + channel];
                        float down = row.distance();
                        float right = column.distance();
                        int[] out = output[element++];
                        for (int lane = 0; lane < lanes; lane++) {
                            // The source's order of operations: each is rounded to float32.
                            out[lane] = (int) (aboveLeft[lane] * (1 - down) * (1 - right)
                                    + belowLeft[lane] * down * (1 - right)
                                    + aboveRight[lane] * (1 - down) * right
                                    + belowRight[lane] * down * right
                                    + 0.5f);
                        }
                    }
                }
            }
        }
    }
}
