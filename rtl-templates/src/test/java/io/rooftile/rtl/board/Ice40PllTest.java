package io.rooftile.rtl.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ice40PllTest {
    private static final long MEGA = 1_000_000;

    /// What IceStorm's icepll prints for an input of 12 MHz.
    @Test
    void multiples_haveTheSettingsOfIcepll() {
        assertEquals(Optional.of(new Ice40Pll(0, 63, 5, 1)), Ice40Pll.of(12 * MEGA, 24 * MEGA));
        assertEquals(Optional.of(new Ice40Pll(0, 47, 4, 1)), Ice40Pll.of(12 * MEGA, 36 * MEGA));
        assertEquals(Optional.of(new Ice40Pll(0, 63, 4, 1)), Ice40Pll.of(12 * MEGA, 48 * MEGA));
        assertEquals(Optional.of(new Ice40Pll(0, 63, 3, 1)), Ice40Pll.of(12 * MEGA, 96 * MEGA));
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 18, 21, 33, 60, 99, 120, 200, 275})
    void settings_giveJustTheClock_withinTheLimits(long megahertz) {
        for (long in : new long[] {10, 12, 25, 100}) {
            Ice40Pll.of(in * MEGA, megahertz * MEGA).ifPresent(pll -> {
                long oscillator = in * MEGA * (pll.divf() + 1) / (pll.divr() + 1);
                assertEquals(megahertz * MEGA, oscillator >> pll.divq());
                assertTrue(oscillator >= 533 * MEGA && oscillator <= 1066 * MEGA, pll.toString());
                assertTrue(in * MEGA / (pll.divr() + 1) >= 10 * MEGA, pll.toString());
                assertTrue(pll.divf() <= 127 && pll.divq() >= 1 && pll.divq() <= 6, pll.toString());
            });
        }
    }

    @Test
    void clocksOutOfReach_haveNone() {
        assertEquals(Optional.empty(), Ice40Pll.of(12 * MEGA, 15 * MEGA));
        assertEquals(Optional.empty(), Ice40Pll.of(12 * MEGA, 276 * MEGA));
        // A prime number of kilohertz that 12 MHz has no whole multiple of.
        assertEquals(Optional.empty(), Ice40Pll.of(12 * MEGA, 24_001_000));
    }
}
