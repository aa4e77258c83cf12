package io.rooftile.core.design;

/// How an accumulator becomes an activation.
public enum Requantisation {
    /// Fixed-point multiplier and shift with TensorFlow Lite's rounding: bit-exact with TensorFlow Lite.
    EXACT,
    /// A shift with rounding: cheaper, every scale is a power of two.
    POWER_OF_TWO
}
