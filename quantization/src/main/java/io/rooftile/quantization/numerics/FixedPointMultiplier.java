package io.rooftile.quantization.numerics;

/// A factor as a 31-bit fraction and a power of two: `multiplier * 2^(shift - 31)`, with the rounding of TensorFlow
/// Lite's reference kernels.
///
/// A narrow sum is first shifted to the left where `shift > 0`, multiplied, rounded to its upper 32 bits (half up), and
/// then shifted to the right where `shift < 0` (half away from zero). A wide sum is multiplied by the upper 16 bits of
/// the multiplier and rounded once (half up).
///
/// Source: TensorFlow Lite, `MultiplyByQuantizedMultiplier` in `tensorflow/lite/kernels/internal/common.cc`, with
/// double rounding; Jacob et al. 2018, <https://arxiv.org/abs/1712.05877>, section 2.2.
///
/// @param multiplier 0 to `2^31 - 1`; from `2^30` on unless the factor is 0 or was divided by a count
/// @param shift binary places to the left, negative to the right
public record FixedPointMultiplier(int multiplier, int shift) implements Requantiser {
    private static final int FRACTION_BITS = 31;
    private static final int WIDE_FRACTION_BITS = 15;

    /// A wide sum has no more bits to shift away.
    private static final int LEAST_SHIFT_OF_WIDE_SUM = -47;

    /// Above it the upper 16 bits would be rounded up to a number that they do not hold.
    private static final int LEAST_WITHOUT_ROUNDING_UP = 0x7FFF0000;

    public FixedPointMultiplier {
        if (multiplier < 0) {
            throw new IllegalArgumentException("a multiplier must be 0 to 2^31 - 1, but was " + multiplier);
        }
        if (shift > 30 || shift < LEAST_SHIFT_OF_WIDE_SUM) {
            throw new IllegalArgumentException("a shift must be -47 to 30, but was " + shift);
        }
    }

    /// The nearest to a positive factor. Source: TensorFlow Lite, `QuantizeMultiplier` in
    /// `tensorflow/lite/kernels/internal/quantization_util.cc`.
    ///
    /// @throws IllegalArgumentException when the factor is negative, not finite, or 2^30 and more
    public static FixedPointMultiplier of(double factor) {
        return of(factor, -FRACTION_BITS);
    }

    /// The nearest to a positive factor of wide sums, which may be as small as such sums are large: data and weights of
    /// 16 bits make sums that 31 places do not take to few bits. TensorFlow Lite takes such factors for 0.
    ///
    /// @throws IllegalArgumentException when the factor is negative, not finite, or 2^30 and more
    public static FixedPointMultiplier ofWide(double factor) {
        return of(factor, LEAST_SHIFT_OF_WIDE_SUM);
    }

    private static FixedPointMultiplier of(double factor, int leastShift) {
        if (!(factor >= 0) || factor >= Math.scalb(1.0, 30)) {
            throw new IllegalArgumentException("a factor must be 0 to below 2^30, but was " + factor);
        }
        if (factor == 0) {
            return new FixedPointMultiplier(0, 0);
        }
        int shift = Math.getExponent(factor) + 1;
        double fraction = Math.scalb(factor, -shift);
        // Half away from zero, as C's round; the fraction is positive.
        long multiplier = (long) Math.floor(Math.scalb(fraction, FRACTION_BITS) + 0.5);
        if (multiplier == 1L << FRACTION_BITS) {
            multiplier /= 2;
            shift++;
        }
        return shift < leastShift ? new FixedPointMultiplier(0, 0) : new FixedPointMultiplier((int) multiplier, shift);
    }

    /// The factor of a mean: this one divided by a count, the quotient rounded down to an integer.
    /// Source: TensorFlow Lite, `QuantizedMeanOrSum` in
    /// `tensorflow/lite/kernels/internal/reference/reduce.h`.
    ///
    /// @param count how many elements the mean is of, at least 1
    public FixedPointMultiplier dividedBy(int count) {
        int places = Math.min(Integer.SIZE - 1 - Integer.numberOfLeadingZeros(count), FRACTION_BITS + shift);
        int quotient = (int) (((long) multiplier << places) / count);
        return new FixedPointMultiplier(quotient, shift - places);
    }

    @Override
    public int narrow(int sum) {
        return shiftedRight(upperHalf(sum << Math.max(shift, 0)));
    }

    /// The upper 32 bits of `2 * value * multiplier`, half rounded up.
    private int upperHalf(int value) {
        return (int) (((long) value * multiplier + (1L << (FRACTION_BITS - 1))) >> FRACTION_BITS);
    }

    private int shiftedRight(int value) {
        if (shift >= 0) {
            return value;
        }
        // In 64 bits: half of a shift by 31 places would not fit.
        long half = 1L << (-shift - 1);
        return (int) ((value + half + (value >> 31)) >> -shift);
    }

    @Override
    public int wide(long sum) {
        int places = WIDE_FRACTION_BITS - shift;
        return (int) ((sum * upperMultiplier() + (1L << (places - 1))) >> places);
    }

    private int upperMultiplier() {
        return multiplier < LEAST_WITHOUT_ROUNDING_UP ? (multiplier + (1 << 15)) >> 16 : 0x7FFF;
    }

    @Override
    public double factor() {
        return Math.scalb((double) multiplier, shift - FRACTION_BITS);
    }

    @Override
    public void narrow(int[] sums, OutputRange range, int[] out, int lanes) {
        if (shift >= 0) {
            for (int lane = 0; lane < lanes; lane++) {
                out[lane] = range.store(narrow(sums[lane]));
            }
            return;
        }
        int factor = multiplier;
        int right = -shift;
        long half = 1L << (right - 1);
        int zeroPoint = range.zeroPoint();
        int min = range.min();
        int max = range.max();
        for (int lane = 0; lane < lanes; lane++) {
            long upper = ((long) sums[lane] * factor + (1L << (FRACTION_BITS - 1))) >> FRACTION_BITS;
            int value = (int) ((upper + half + (upper >> 63)) >> right) + zeroPoint;
            out[lane] = Math.min(Math.max(value, min), max);
        }
    }

    @Override
    public void wide(long[] sums, OutputRange range, int[] out, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            out[lane] = range.store(wide(sums[lane]));
        }
    }
}
