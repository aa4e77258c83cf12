package io.rooftile.quantization.integer;

import io.rooftile.core.network.Requantise;
import java.util.List;

/// Stored numbers to the real ones that they stand for, at the border of a network: the bits of float32 of
/// `out = sx * (x - zx)`.
///
/// Source: TensorFlow Lite, `Dequantize` in `tensorflow/lite/kernels/internal/reference/dequantize.h`.
///
/// @param scale `sx`
/// @param zeroPoint `zx`
public record RealLayer(Requantise layer, double scale, int zeroPoint) implements IntegerLayer {
    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        int[][] input = inputs.getFirst();
        for (int element = 0; element < output.length; element++) {
            for (int lane = 0; lane < lanes; lane++) {
                float real = (float) (scale * ((long) input[element][lane] - zeroPoint));
                output[element][lane] = Float.floatToRawIntBits(real);
            }
        }
    }
}
