package io.rooftile.costmodel.fabric;

/// Widths of numbers.
public final class Bits {
    private Bits() {}

    /// `ceil(log2(value))`: bits that tell so many things apart; 0 for one thing.
    ///
    /// @throws IllegalArgumentException when the value is below 1
    public static int ceilLog2(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("value must be at least 1, but was " + value);
        }
        return Long.SIZE - Long.numberOfLeadingZeros(value - 1);
    }

    /// Width of a sum of so many products that can never overflow: `aBits + bBits + ceil(log2(terms))`.
    /// Source: FINN-R, 10.1145/3242897.
    public static int accumulator(int aBits, int bBits, long terms) {
        return aBits + bBits + ceilLog2(terms);
    }
}
