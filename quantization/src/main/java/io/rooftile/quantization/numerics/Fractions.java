package io.rooftile.quantization.numerics;

/// Arithmetic on 32-bit fixed-point numbers of a given number of integer bits: `real = raw * 2^(integerBits - 31)`.
///
/// Source: gemmlowp, `fixedpoint/fixedpoint.h`, which TensorFlow Lite's softmax, logistic and tanh rest on.
final class Fractions {
    /// 1 with no integer bits, as near as there is.
    static final int ONE = Integer.MAX_VALUE;

    private static final int FRACTION_BITS = 31;
    private static final int SCALED_INTEGER_BITS = 5;

    /// `exp(-1/8)` and `1/3` with no integer bits.
    private static final int EXP_OF_MINUS_EIGHTH = 1895147668;

    private static final int THIRD = 715827883;

    /// `exp(-2^e)` with no integer bits for `e` = -2 to 4.
    private static final int[] EXP_OF_MINUS_POWER = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242
    };

    /// `48/17` and `-32/17` with two integer bits: the best linear start of Newton's iteration for a reciprocal.
    private static final int START_CONSTANT = 1515870810;

    private static final int START_SLOPE = -1010580540;
    private static final int ONE_WITH_TWO_INTEGER_BITS = 1 << 29;
    private static final int NEWTON_STEPS = 3;

    private Fractions() {}

    /// The product of two fractions; its integer bits are the sum of theirs.
    static int product(int a, int b) {
        return a == Integer.MIN_VALUE && b == Integer.MIN_VALUE
                ? Integer.MAX_VALUE
                : (int) (((long) a * b + (1L << (FRACTION_BITS - 1))) >> FRACTION_BITS);
    }

    /// Divided by `2^places`, half away from zero.
    static int shiftedRight(int value, int places) {
        if (places == 0) {
            return value;
        }
        return (int) ((value + (1L << (places - 1)) + (value >> 31)) >> places);
    }

    /// Multiplied by `2^places` and held within 32 bits.
    static int shiftedLeft(int value, int places) {
        return Math.clamp((long) value << places, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// `exp(x)` with no integer bits, for `x <= 0` with [#SCALED_INTEGER_BITS] integer bits.
    static int expOfNegative(int x) {
        int fractionBits = FRACTION_BITS - SCALED_INTEGER_BITS;
        int quarter = 1 << (fractionBits - 2);
        int modulo = (x & (quarter - 1)) - quarter;
        int result = expNearZero(shiftedLeft(modulo, SCALED_INTEGER_BITS));
        int remainder = modulo - x;
        for (int i = 0; i < EXP_OF_MINUS_POWER.length; i++) {
            if ((remainder & (quarter << i)) != 0) {
                result = product(result, EXP_OF_MINUS_POWER[i]);
            }
        }
        return x == 0 ? ONE : result;
    }

    /// `exp(x)` for `-1/4 <= x < 0`: the Taylor polynomial of degree 4 around -1/8. No integer bits.
    private static int expNearZero(int x) {
        int shifted = x + (1 << (FRACTION_BITS - 3));
        int square = product(shifted, shifted);
        int cube = product(square, shifted);
        int fourth = product(square, square);
        int tail = shiftedRight(product(shiftedRight(fourth, 2) + cube, THIRD) + square, 1);
        return EXP_OF_MINUS_EIGHTH + product(EXP_OF_MINUS_EIGHTH, shifted + tail);
    }

    /// `1 / (1 + x)` for `0 <= x <= 1`, all with no integer bits: Newton's iteration.
    static int reciprocalOfOnePlus(int x) {
        int halfDenominator = (int) (((long) x + ONE + 1) / 2);
        int result = START_CONSTANT + product(halfDenominator, START_SLOPE);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            int error = ONE_WITH_TWO_INTEGER_BITS - product(halfDenominator, result);
            result += shiftedLeft(product(result, error), 2);
        }
        return shiftedLeft(result, 1);
    }
}
