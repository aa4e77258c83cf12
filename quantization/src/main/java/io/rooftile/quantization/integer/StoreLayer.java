package io.rooftile.quantization.integer;

import io.rooftile.core.network.Requantise;
import io.rooftile.quantization.numerics.OutputRange;
import java.util.List;

/// Real numbers at the border of a network, as the bits of float32, to stored ones: `out = clamp(zy + round(x / sy))`,
/// the quotient in float32 and rounded half away from zero; no number becomes 0's.
///
/// Source: TensorFlow Lite, `AffineQuantize` in `tensorflow/lite/kernels/internal/reference/quantize.h`.
///
/// @param scale `sy`
public record StoreLayer(Requantise layer, float scale, OutputRange range) implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        for (int element = 0; element < output.length; element++) {
            for (int lane = 0; lane < lanes; lane++) {
                float real = Float.intBitsToFloat(input[element][lane]);
                output[element][lane] = range.nearest(real / scale);
            }
        }
    }
}
