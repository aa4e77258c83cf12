package io.rooftile.quantization.numerics;

import io.rooftile.core.network.ActivationFunction;

/// Activation functions of real numbers, in float32 as TensorFlow computes them.
///
/// Source: TensorFlow API, `tf.keras.activations`; constants of SELU: Klambauer et al. 2017,
/// <https://arxiv.org/abs/1706.02515>.
public final class RealFunctions {
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    /// Slope of Keras' hard sigmoid around 0.
    private static final float HARD_SIGMOID_SLOPE = 0.2f;

    private RealFunctions() {}

    /// `function(x)`.
    public static float of(ActivationFunction function, float x) {
        return switch (function.kind()) {
            case LINEAR -> x;
            case RELU -> Math.max(x, 0f);
            case RELU6 -> Math.clamp(x, 0f, 6f);
            case RELU_N1_TO_1 -> Math.clamp(x, -1f, 1f);
            case LEAKY_RELU -> x < 0 ? x * (float) function.alpha() : x;
            case ELU -> x < 0 ? (float) (function.alpha() * Math.expm1(x)) : x;
            case SELU -> (float) (SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x));
            case SIGMOID -> sigmoid(x);
            case HARD_SIGMOID -> Math.clamp(HARD_SIGMOID_SLOPE * x + 0.5f, 0f, 1f);
            case TANH -> (float) Math.tanh(x);
            case SOFTPLUS -> (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
            case SOFTSIGN -> x / (1f + Math.abs(x));
            case SWISH -> x * sigmoid(x);
            case HARD_SWISH -> x * Math.clamp(x + 3f, 0f, 6f) / 6f;
            case EXPONENTIAL -> (float) Math.exp(x);
            case SIGN -> x < 0 ? -1f : 1f;
            case TERNARY -> Math.abs(x) < function.alpha() ? 0f : Math.signum(x);
        };
    }

    private static float sigmoid(float x) {
        return 1f / (1f + (float) Math.exp(-x));
    }
}
