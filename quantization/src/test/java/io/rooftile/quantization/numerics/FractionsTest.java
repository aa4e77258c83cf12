package io.rooftile.quantization.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FractionsTest {
    /// The Taylor polynomial of degree 4 over an eighth to each side leaves 0.125^5 / 5! = 2.6e-7 of exp(-1/8).
    private static final double EXP_ERROR = 3e-7;

    private static final double RECIPROCAL_ERROR = 1e-8;

    @Test
    void product_isRoundedToTheUpperHalf() {
        assertEquals(1 << 29, Fractions.product(1 << 30, 1 << 30));
        assertEquals(1, Fractions.product(1, 1 << 30));
        assertEquals(0, Fractions.product(-1, 1 << 30));
        assertEquals(Integer.MAX_VALUE, Fractions.product(Integer.MIN_VALUE, Integer.MIN_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"5, 1, 3", "-5, 1, -3", "-6, 2, -2", "6, 2, 2", "-5, 2, -1", "7, 0, 7"})
    void shiftedRight_takesHalvesAwayFromZero(int value, int places, int rounded) {
        assertEquals(rounded, Fractions.shiftedRight(value, places));
    }

    @Test
    void shiftedLeft_saturates() {
        assertEquals(-40, Fractions.shiftedLeft(-5, 3));
        assertEquals(Integer.MAX_VALUE, Fractions.shiftedLeft(1 << 29, 2));
        assertEquals(Integer.MIN_VALUE, Fractions.shiftedLeft(-1 << 30, 2));
    }

    @Test
    void expOfNegative_isNearTheRealOne() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            int x = -random.nextInt(0, Integer.MAX_VALUE) >> random.nextInt(0, 20);
            double real = Math.exp(x * 0x1p-26);
            assertEquals(real, Fractions.expOfNegative(x) * 0x1p-31, EXP_ERROR, () -> "exp of " + x);
        }
        assertEquals(Fractions.ONE, Fractions.expOfNegative(0));
    }

    @Test
    void reciprocalOfOnePlus_isNearTheRealOne() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 100_000; i++) {
            int x = random.nextInt(0, Integer.MAX_VALUE);
            double real = 1 / (1 + x * 0x1p-31);
            assertEquals(real, Fractions.reciprocalOfOnePlus(x) * 0x1p-31, RECIPROCAL_ERROR, () -> "of " + x);
        }
    }
}
