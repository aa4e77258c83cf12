package io.rooftile.quantization.real;

import io.rooftile.core.network.Upsample;
import io.rooftile.quantization.layout.Interpolation;
import java.util.List;

/// Linear interpolation between rows and columns. Source: TensorFlow,
/// `tensorflow/core/kernels/image/resize_bilinear_op.cc`.
record BilinearLayer(Upsample layer, Interpolation positions) implements RealLayer {
    static BilinearLayer of(Upsample layer) {
        return new BilinearLayer(layer, Interpolation.inReals(layer));
    }

    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        positions.run(inputs.getFirst(), output, (aboveLeft, aboveRight, belowLeft, belowRight, down, right, out) -> {
            for (int lane = 0; lane < lanes; lane++) {
                float above = aboveLeft[lane] + (aboveRight[lane] - aboveLeft[lane]) * right;
                float below = belowLeft[lane] + (belowRight[lane] - belowLeft[lane]) * right;
                out[lane] = above + (below - above) * down;
            }
        });
    }
}
