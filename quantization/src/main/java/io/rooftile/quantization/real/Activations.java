package io.rooftile.quantization.real;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.quantization.numerics.RealFunctions;

/// Activation functions of many numbers at once; the clamps run in vector instructions.
final class Activations {
    private Activations() {}

    /// Replaces the first `lanes` values by the function of each.
    static void apply(ActivationFunction function, float[] values, int lanes) {
        switch (function.kind()) {
            case LINEAR -> {}
            case RELU -> clamp(values, lanes, 0, Float.POSITIVE_INFINITY);
            case RELU6 -> clamp(values, lanes, 0, 6);
            case RELU_N1_TO_1 -> clamp(values, lanes, -1, 1);
            case LEAKY_RELU,
                    ELU,
                    SELU,
                    SIGMOID,
                    HARD_SIGMOID,
                    TANH,
                    SOFTPLUS,
                    SOFTSIGN,
                    SWISH,
                    HARD_SWISH,
                    EXPONENTIAL,
                    SIGN,
                    TERNARY -> {
                for (int lane = 0; lane < lanes; lane++) {
                    values[lane] = RealFunctions.of(function, values[lane]);
                }
            }
        }
    }

    private static void clamp(float[] values, int lanes, float least, float most) {
        for (int lane = 0; lane < lanes; lane++) {
            values[lane] = Math.min(Math.max(values[lane], least), most);
        }
    }
}
