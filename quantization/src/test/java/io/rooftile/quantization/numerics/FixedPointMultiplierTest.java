package io.rooftile.quantization.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.quantization.oracle.NativeSymbols;
import io.rooftile.quantization.oracle.TfLiteRuntime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FixedPointMultiplierTest {
    private static final int HALF = 1 << 30;

    @ParameterizedTest
    @CsvSource({
        "0.5, 1073741824, 0",
        "1, 1073741824, 1",
        "0.75, 1610612736, 0",
        "0.0009765625, 1073741824, -9",
        "3, 1610612736, 2",
        "0, 0, 0",
    })
    void ofFactor(double factor, int multiplier, int shift) {
        assertEquals(new FixedPointMultiplier(multiplier, shift), FixedPointMultiplier.of(factor));
    }

    /// The fraction rounds up to 2^31, which 31 bits do not hold.
    @Test
    void ofFactor_justBelowPowerOfTwo_isThePower() {
        assertEquals(new FixedPointMultiplier(HALF, 1), FixedPointMultiplier.of(Math.nextDown(1.0)));
        assertEquals(new FixedPointMultiplier(Integer.MAX_VALUE, 0), FixedPointMultiplier.of(1 - 0x1p-31));
    }

    @Test
    void ofFactor_belowAllShifts_isZero() {
        assertEquals(new FixedPointMultiplier(HALF, -31), FixedPointMultiplier.of(0x1p-32));
        assertEquals(new FixedPointMultiplier(0, 0), FixedPointMultiplier.of(0x1p-33));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, Double.NaN, Double.POSITIVE_INFINITY, 0x1p30})
    void ofFactor_outsideItsRange_isRefused(double factor) {
        assertThrows(IllegalArgumentException.class, () -> FixedPointMultiplier.of(factor));
    }

    /// The quarter is a half and a shift by 1, with a rounding each: 10 to 5 (exact) to 3 (away from zero), but 9 to 5
    /// (4.5 up) to 3, although 9/4 is nearer to 2; -9 to -4 (-4.5 up) to -2.
    @ParameterizedTest
    @CsvSource({"10, 3", "-10, -3", "2, 1", "-2, -1", "6, 2", "-6, -2", "7, 2", "-7, -2", "9, 3", "-9, -2", "0, 0"})
    void narrow_ofQuarters(int sum, int rounded) {
        assertEquals(rounded, FixedPointMultiplier.of(0.25).narrow(sum));
    }

    /// Without a shift the only rounding is that to the upper half, and it takes ties up.
    @ParameterizedTest
    @CsvSource({"1, 1", "-1, 0", "3, 2", "-3, -1", "5, 3", "-5, -2"})
    void narrow_ofHalves(int sum, int rounded) {
        assertEquals(rounded, FixedPointMultiplier.of(0.5).narrow(sum));
    }

    /// 0.625 = 5/8: 3 * 5/8 = 1.875; the sum is shifted to the left first, so nothing is lost in between.
    @ParameterizedTest
    @CsvSource({"3, 8", "-3, -7", "1, 3", "-1, -2", "100, 250"})
    void narrow_withShiftToTheLeft_ofFiveHalves(int sum, int rounded) {
        assertEquals(rounded, FixedPointMultiplier.of(2.5).narrow(sum));
    }

    /// One rounding only.
    @ParameterizedTest
    @CsvSource({"10, 3", "-10, -2", "9, 2", "-9, -2", "1, 0", "-1, 0", "6, 2", "-6, -1"})
    void wide_ofQuarters_takesTiesUp(long sum, int rounded) {
        assertEquals(rounded, FixedPointMultiplier.of(0.25).wide(sum));
    }

    @Test
    void wide_takesSixteenBitsOfTheMultiplier() {
        // 1/3 is 21845.33 * 2^-16, of which 21845 * 2^-16 is kept: 3 * 2^24 * 21845 * 2^-16 = 65535 * 2^8.
        assertEquals(65535 << 8, FixedPointMultiplier.of(1.0 / 3).wide(3L << 24));
        // The greatest fraction is not rounded up to 2^15, which 15 bits do not hold.
        assertEquals(0x7FFF, new FixedPointMultiplier(Integer.MAX_VALUE, 0).wide(1 << 15));
    }

    @Test
    void dividedBy_roundsTheQuotientDown() {
        // 2^30 * 2^2 / 5 = 858993459.2, and two places less.
        assertEquals(
                new FixedPointMultiplier(858993459, -1),
                FixedPointMultiplier.of(1).dividedBy(5));
        assertEquals(
                new FixedPointMultiplier(HALF, -2), FixedPointMultiplier.of(1).dividedBy(8));
        assertEquals(FixedPointMultiplier.of(0.3), FixedPointMultiplier.of(0.3).dividedBy(1));
    }

    @Test
    void lanes_areEachAsOne() {
        SplittableRandom random = new SplittableRandom(3);
        OutputRange range = new OutputRange(-5, -100, 90);
        for (double factor : new double[] {0, 0.003, 0.5, 1, 1.7}) {
            FixedPointMultiplier multiplier = FixedPointMultiplier.of(factor);
            int[] sums = random.ints(40, -30_000, 30_000).toArray();
            int[] out = new int[40];
            multiplier.narrow(sums, range, out, 40);
            for (int i = 0; i < sums.length; i++) {
                assertEquals(range.store(multiplier.narrow(sums[i])), out[i]);
            }
        }
    }

    /// TensorFlow Lite's own functions, value by value.
    @Test
    void everything_isAsInTensorFlowLite() {
        TfLiteRuntime.assumeLoads();
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 200_000; i++) {
            double factor = Math.scalb(random.nextDouble(0.5, 1), random.nextInt(-31, 5));
            FixedPointMultiplier found = FixedPointMultiplier.of(factor);
            if (i % 100 == 0) {
                NativeSymbols.Multiplier native1 = NativeSymbols.quantizeMultiplier(factor);
                assertEquals(new FixedPointMultiplier(native1.multiplier(), native1.shift()), found);
            }
            int sum = random.nextInt() >> random.nextInt(31);
            long wideSum = random.nextLong() >> random.nextInt(17, 62);
            int m = found.multiplier();
            int s = found.shift();
            assertEquals(NativeSymbols.multiplyByQuantizedMultiplier(sum, m, s), found.narrow(sum));
            assertEquals(NativeSymbols.multiplyByQuantizedMultiplier(wideSum, m, s), found.wide(wideSum));
        }
    }

    @Test
    void factor_isNearTheOneGiven() {
        for (double factor : new double[] {1e-6, 0.1, 0.99999, 123.456}) {
            assertTrue(Math.abs(FixedPointMultiplier.of(factor).factor() / factor - 1) <= 0x1p-31);
        }
    }
}
