package io.rooftile.quantization.real;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.quantization.numerics.RealFunctions;

/// Activation functions of many numbers at once; the clamps run in vector instructions.
final class Activations {
    private Activations() {}

    /// Replaces the first `lanes` values by the function of each.
    static void apply(ActivationFunction function, float[] values, int lanes) {
        if (function.isLinear()) {
            return;
        }
        function.clamp()
                .ifPresentOrElse(
                        clamp -> clamp(values, lanes, (float) clamp.least(), (float) clamp.most()),
                        () -> each(function, values, lanes));
    }

    private static void each(ActivationFunction function, float[] values, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            values[lane] = RealFunctions.of(function, values[lane]);
        }
    }

    private static void clamp(float[] values, int lanes, float least, float most) {
        for (int lane = 0; lane < lanes; lane++) {
            values[lane] = Math.min(Math.max(values[lane], least), most);
        }
    }
}
