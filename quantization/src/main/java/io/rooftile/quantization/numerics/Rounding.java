package io.rooftile.quantization.numerics;

/// Rounding of real numbers to whole ones.
public final class Rounding {
    private Rounding() {}

    /// The nearest whole number, half away from zero, as C's `round`.
    public static double halfAwayFromZero(double value) {
        double magnitude = Math.abs(value);
        double floor = Math.floor(magnitude);
        // The difference is exact, where adding a half first might round.
        return Math.copySign(magnitude - floor >= 0.5 ? floor + 1 : floor, value);
    }
}
