package io.rooftile.quantization.real;

import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.numerics.OutputRange;
import java.util.List;

/// A layer whose output takes only the values that its format stores: what a network that was trained so computes in
/// training. Halves are rounded to even, as TensorFlow's `tf.round` does.
///
/// @param exact the layer without the rounding
/// @param scale real value of one step
/// @param range of the stored numbers
record RoundedLayer(RealLayer exact, float scale, OutputRange range) implements RealLayer {
    static RoundedLayer of(RealLayer exact) {
        Tensor output = exact.layer().output();
        return new RoundedLayer(exact, (float) output.quantisation().scale(0), OutputRange.of(output));
    }

    @Override
    public Layer layer() {
        return exact.layer();
    }

    @Override
    public void run(List<float[][]> inputs, float[][] output, int lanes) {
        exact.run(inputs, output, lanes);
        int zeroPoint = range.zeroPoint();
        for (float[] element : output) {
            for (int lane = 0; lane < lanes; lane++) {
                double stored = Math.clamp(Math.rint(element[lane] / scale) + zeroPoint, range.min(), range.max());
                element[lane] = (float) (stored - zeroPoint) * scale;
            }
        }
    }
}
