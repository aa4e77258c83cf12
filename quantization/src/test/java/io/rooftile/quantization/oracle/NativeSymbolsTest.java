package io.rooftile.quantization.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.quantization.oracle.NativeSymbols.Multiplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the symbols compute is what their names say, by cases worked out by hand.
final class NativeSymbolsTest {
    @BeforeAll
    static void loads() {
        TfLiteRuntime.assumeLoads();
    }

    @Test
    void quantizeMultiplier_threeQuarters_isThreeQuartersOfTwoToThe31() {
        assertEquals(new Multiplier(3 << 29, 0), NativeSymbols.quantizeMultiplier(0.75));
    }

    @Test
    void quantizeMultiplier_three_isShiftedLeft() {
        assertEquals(new Multiplier(3 << 29, 2), NativeSymbols.quantizeMultiplier(3));
    }

    /// 2^30 * 2^(-2 - 31) is 1/8: 12 / 8 = 1.5 and -12 / 8 = -1.5, halves go away from zero.
    @Test
    void multiplyByQuantizedMultiplier_half_roundsAwayFromZero() {
        assertEquals(2, NativeSymbols.multiplyByQuantizedMultiplier(12, 1 << 30, -2));
        assertEquals(-2, NativeSymbols.multiplyByQuantizedMultiplier(-12, 1 << 30, -2));
    }

    /// 11 / 8 = 1.375 is rounded to 1 at once, but first to 6 quarters and then to 2 when rounded twice.
    @Test
    void multiplyByQuantizedMultiplier_ofInt_roundsTwice() {
        assertEquals(2, NativeSymbols.multiplyByQuantizedMultiplier(11, 1 << 30, -2));
    }

    /// The same in 64 bits, rounded once and halves upwards: 11 / 8 to 1, -12 / 8 = -1.5 to -1.
    @Test
    void multiplyByQuantizedMultiplier_ofLong_roundsOnceAndHalvesUp() {
        assertEquals(1, NativeSymbols.multiplyByQuantizedMultiplier(11L, 1 << 30, -2));
        assertEquals(-1, NativeSymbols.multiplyByQuantizedMultiplier(-12L, 1 << 30, -2));
    }
}
