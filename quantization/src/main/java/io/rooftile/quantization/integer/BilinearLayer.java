package io.rooftile.quantization.integer;

import io.rooftile.core.network.Upsample;
import io.rooftile.quantization.layout.Interpolation;
import java.util.List;

/// Linear interpolation between rows and columns, with positions in steps of 1/1024 of an input; input and output have
/// one scale and zero point. Source: TensorFlow Lite, `ResizeBilinearInteger` in
/// `tensorflow/lite/kernels/internal/reference/resize_bilinear.h`.
///
/// @param positions all distances are whole steps
public record BilinearLayer(Upsample layer, Interpolation positions) implements IntegerLayer {
    private static final int STEP_BITS = 10;
    private static final int STEP = 1 << STEP_BITS;

    static BilinearLayer of(Upsample layer) {
        return new BilinearLayer(layer, Interpolation.inSteps(layer, STEP));
    }

    @Override
    public void run(List<int[][]> inputs, int[][] output, int lanes) {
        positions.run(
                inputs.getFirst(),
                output,
                (aboveLeft, aboveRight, belowLeft, belowRight, downInputs, rightInputs, out) -> {
                    int down = (int) (downInputs * STEP);
                    int right = (int) (rightInputs * STEP);
                    for (int lane = 0; lane < lanes; lane++) {
                        long sum = (long) aboveLeft[lane] * (STEP - down) * (STEP - right)
                                + (long) aboveRight[lane] * (STEP - down) * right
                                + (long) belowLeft[lane] * down * (STEP - right)
                                + (long) belowRight[lane] * down * right;
                        long half = 1L << (2 * STEP_BITS - 1);
                        out[lane] = (int) ((sum > 0 ? sum + half : sum - half) / (1L << (2 * STEP_BITS)));
                    }
                });
    }
}
