package io.rooftile.core.network;

import java.util.Optional;

/// An element-wise function of one variable.
///
/// @param kind which function
/// @param alpha slope below zero for [Kind#LEAKY_RELU], scale for [Kind#ELU], least magnitude that is not 0 for
/// [Kind#TERNARY]; 0 for all others
public record ActivationFunction(Kind kind, double alpha) {
    /// The functions there are.
    public enum Kind {
        LINEAR,
        RELU,
        RELU6,
        RELU_N1_TO_1,
        LEAKY_RELU,
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
        /// -1 below zero, +1 otherwise (binary networks).
        SIGN,
        /// -1, 0 or +1 (ternary networks).
        TERNARY
    }

    public static final ActivationFunction LINEAR = of(Kind.LINEAR);
    public static final ActivationFunction RELU = of(Kind.RELU);
    public static final ActivationFunction RELU6 = of(Kind.RELU6);

    public static ActivationFunction of(Kind kind) {
        return new ActivationFunction(kind, 0);
    }

    public boolean isLinear() {
        return kind == Kind.LINEAR;
    }

    /// The bounds of a clamp: `min(max(x, least), most)`; infinite where there is none.
    public record Clamp(double least, double most) {}

    /// The bounds of the function where it is a clamp, which a requantiser does without a table.
    public Optional<Clamp> clamp() {
        return switch (kind) {
            case LINEAR -> Optional.of(new Clamp(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
            case RELU -> Optional.of(new Clamp(0, Double.POSITIVE_INFINITY));
            case RELU6 -> Optional.of(new Clamp(0, 6));
            case RELU_N1_TO_1 -> Optional.of(new Clamp(-1, 1));
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
                    TERNARY -> Optional.empty();
        };
    }

    /// Whether the function is a clamp.
    public boolean isClamp() {
        return clamp().isPresent();
    }
}
