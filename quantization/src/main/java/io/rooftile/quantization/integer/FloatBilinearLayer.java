package io.rooftile.quantization.integer;

import io.rooftile.core.network.Upsample;
import io.rooftile.quantization.layout.Interpolation;
import java.util.List;

/// Linear interpolation between rows and columns in float32, as TensorFlow Lite has it for uint8; input and output have
/// one scale and zero point. Source: TensorFlow Lite, `ResizeBilinear` in
/// `tensorflow/lite/kernels/internal/reference/resize_bilinear.h`.
public record FloatBilinearLayer(Upsample layer, Interpolation positions) implements IntegerLayer {
    static FloatBilinearLayer of(Upsample layer) {
        return new FloatBilinearLayer(layer, Interpolation.inReals(layer));
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        positions.run(inputs.getFirst(), output, (aboveLeft, aboveRight, belowLeft, belowRight, down, right, out) -> {
            for (int lane = 0; lane < lanes; lane++) {
                // The source's order of operations: each is rounded to float32.
                out[lane] = (int) (aboveLeft[lane] * (1 - down) * (1 - right)
                        + belowLeft[lane] * down * (1 - right)
                        + aboveRight[lane] * (1 - down) * right
                        + belowRight[lane] * down * right
                        + 0.5f);
            }
        });
    }
}
