package io.rooftile.quantization.numerics;

import java.util.function.DoubleUnaryOperator;

/// A function of 16-bit numbers as 513 entries with straight lines between them. An entry is moved by half the error of
/// the line in the middle, so that errors lie on both sides.
///
/// Source: TensorFlow Lite, `LUTPopulateInt16` and `LUTLookup` in `tensorflow/lite/kernels/internal/common.h`.
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
public record InterpolatedTable(int[] entries) {
    private static final int INTERVALS = 512;
    private static final int INTERVAL_BITS = 7;

    private static final double OUTPUTS_PER_UNIT = 1 << 15;

    /// The table of a function whose inputs from `low` to `high` are spread over all 16-bit numbers, and whose outputs
    /// are on a scale of 2^-15.
    static InterpolatedTable of(DoubleUnaryOperator function, double low, double high) {
        double step = (high - low) / INTERVALS;
        int[] entries = new int[INTERVALS + 1];
        for (int i = 0; i < INTERVALS; i++) {
            double at = low + i * step;
            double here = nearest(function.applyAsDouble(at) * OUTPUTS_PER_UNIT);
            double middle = nearest(function.applyAsDouble(at + step / 2) * OUTPUTS_PER_UNIT);
            double next = function.applyAsDouble(low + (i + 1) * step) * OUTPUTS_PER_UNIT;
            double error = nearest((next + here) / 2) - middle;
            entries[i] = clamp(here - nearest(error / 2));
        }
        entries[INTERVALS] = clamp(nearest(function.applyAsDouble(high) * OUTPUTS_PER_UNIT));
        return new InterpolatedTable(entries);
    }

    /// The function of a 16-bit number.
    int of(int x) {
        int interval = INTERVALS / 2 + (x >> INTERVAL_BITS);
        int inside = x & ((1 << INTERVAL_BITS) - 1);
        int rise = entries[interval + 1] - entries[interval];
        return entries[interval] + ((rise * inside + (1 << (INTERVAL_BITS - 1))) >> INTERVAL_BITS);
    }

    private static int clamp(double value) {
        return (int) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static double nearest(double value) {
        return Rounding.halfAwayFromZero(value);
    }
}
