package io.rooftile.rtl.overlay;

import io.rooftile.quantization.numerics.FixedPointMultiplier;
import io.rooftile.quantization.numerics.Requantiser;
import io.rooftile.quantization.numerics.Shift;

/// What the engine's requantiser multiplies a 32-bit sum with: `t = sum << left` in 32 bits,
/// `u = (t * multiplier + 2^30) >> 31`, and for `right > 0` the result `(u + 2^(right - 1) - (u < 0)) >> right`, else
/// `u`. This is the narrow rounding of [FixedPointMultiplier].
///
/// @param multiplier 0 to `2^31 - 1`
/// @param left binary places, 0 to 31
/// @param right binary places, 0 to 31
record NarrowFactor(int multiplier, int left, int right) {
    /// Takes each sum as it is: `(2 * sum * 2^30 + 2^30) >> 31`, for sums below `2^30`.
    static final NarrowFactor IDENTITY = new NarrowFactor(1 << 30, 1, 0);

    private static final int FRACTION_BITS = 31;

    /// The most elements of an average that is exact: see [#ofAverage].
    static final int MOST_AVERAGED = 2047;

    /// A factor of sums of at most `most`, without regard to sign.
    ///
    /// A [Shift] to the right by `n` is the multiplier `2^(31 - n)`: `(sum * 2^(31 - n) + 2^30) >> 31` is
    /// `(sum + 2^(n - 1)) >> n`. One to the left by `n` is `1 + n` places to the left and half of that.
    ///
    /// @throws UnmappableException when the sums would leave 32 bits on the way
    static NarrowFactor of(Requantiser requantiser, long most) {
        return switch (requantiser) {
            case FixedPointMultiplier factor ->
                new NarrowFactor(factor.multiplier(), Math.max(factor.shift(), 0), Math.max(-factor.shift(), 0));
            case Shift shift when shift.right() > FRACTION_BITS -> new NarrowFactor(0, 0, 0);
            case Shift shift when shift.right() > 0 -> new NarrowFactor(1 << (FRACTION_BITS - shift.right()), 0, 0);
            case Shift shift -> {
                int left = 1 - shift.right();
                if (left >= FRACTION_BITS || most > Integer.MAX_VALUE >> left) {
                    throw new UnmappableException(
                            "its sums of up to " + most + " do not fit 32 bits when they are shifted to the left");
                }
                yield new NarrowFactor(1 << 30, left, 0);
            }
        };
    }

    /// The exact quotient by a count, rounded half away from zero, of sums of at most `256 * count`.
    ///
    /// With `m = floor(2^31 / n) + 1` the factor `m / 2^31` is `1/n + e`, `0 < e <= 2^-31`. A sum `v` becomes
    /// `floor(v/n + v*e + 1/2)`. `v/n` lies at a half or at least `1/(2n)` from it. At a half `v*e` takes it
    /// away from
    /// zero; elsewhere it does not reach the half as long as `|v| * e < 1/(2n)`, which `|v| <= 256 n` gives for
    /// `512 * n^2 < 2^31`, `n <= 2047`.
    static NarrowFactor ofAverage(int count) {
        if (count > MOST_AVERAGED) {
            throw new UnmappableException(
                    "an average of " + count + " elements, more than " + MOST_AVERAGED + ", is not exact");
        }
        return count == 1 ? IDENTITY : new NarrowFactor((int) ((1L << FRACTION_BITS) / count + 1), 0, 0);
    }

    /// The sum times the factor, rounded.
    int of(int sum) {
        long upper = ((long) (sum << left) * multiplier + (1L << (FRACTION_BITS - 1))) >> FRACTION_BITS;
        return (int) (right > 0 ? (upper + (1L << (right - 1)) - (upper < 0 ? 1 : 0)) >> right : upper);
    }
}
