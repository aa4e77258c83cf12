package io.rooftile.quantization.numerics;

/// A factor that is a power of two: a shift with rounding, the cheapest requantisation there is. Half is rounded up,
/// which in hardware is one carry.
///
/// @param right binary places to the right, negative to the left; the factor is `2^-right`
public record Shift(int right) implements Requantiser {
    /// A wide sum has no more bits to shift away.
    public static final int MOST_PLACES = 47;

    public Shift {
        if (Math.abs(right) > MOST_PLACES) {
            throw new IllegalArgumentException(
                    "a shift must be by at most " + MOST_PLACES + " places, but was by " + right);
        }
    }

    @Override
    public int narrow(int sum) {
        return wide(sum);
    }

    @Override
    public int wide(long sum) {
        long shifted;
        if (right > 0) {
            shifted = (sum + (1L << (right - 1))) >> right;
        } else if (sum == sum << -right >> -right) {
            shifted = sum << -right;
        } else {
            shifted = sum < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        return Math.clamp(shifted, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public double factor() {
        return Math.scalb(1.0, -right);
    }

    @Override
    public void narrow(int[] sums, OutputRange range, int[] out, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            out[lane] = range.store(wide(sums[lane]));
        }
    }

    @Override
    public void wide(long[] sums, OutputRange range, int[] out, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            out[lane] = range.store(wide(sums[lane]));
        }
    }
}
