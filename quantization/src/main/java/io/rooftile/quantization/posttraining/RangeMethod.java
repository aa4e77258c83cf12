package io.rooftile.quantization.posttraining;

/// Which part of the numbers that occur a format must hold; what lies beyond is clipped.
public enum RangeMethod {
    /// All of them.
    MIN_MAX,
    /// All but the farthest 0.01 % on either side.
    PERCENTILE,
    /// The part for which the mean square of clipping and rounding errors together is least.
    LEAST_SQUARES
}
