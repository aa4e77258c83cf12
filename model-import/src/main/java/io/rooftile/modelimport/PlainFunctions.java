package io.rooftile.modelimport;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;

/// The functions that TensorFlow and TFLite have as operations without parameters of their own, but a slope.
public final class PlainFunctions {
    private PlainFunctions() {}

    /// The function of a kind.
    ///
    /// @param slope below zero, where the kind has one
    public static ActivationFunction of(Kind kind, double slope) {
        return switch (kind) {
            case LEAKY_RELU -> new ActivationFunction(kind, slope);
            // Source: TensorFlow, `tf.nn.elu` and `tensorflow/lite/kernels/activations.cc`: ELU has no scale.
            case ELU -> new ActivationFunction(kind, 1);
            case LINEAR,
                    RELU,
                    RELU6,
                    RELU_N1_TO_1,
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
                    TERNARY -> ActivationFunction.of(kind);
        };
    }
}
