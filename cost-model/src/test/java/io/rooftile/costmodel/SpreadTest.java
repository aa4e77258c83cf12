package io.rooftile.costmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SpreadTest {
    private static final Spread SPREAD = new Spread(1_000, 1.5, 1.2);

    @Test
    void ends_byHand() {
        assertEquals(750, SPREAD.high(500), 1e-9);
        assertEquals(400, SPREAD.low(600), 1e-9);
        assertEquals(2_400, SPREAD.high(2_000), 1e-9);
        assertEquals(2_000, SPREAD.low(2_400), 1e-9);
        assertEquals(42, Spread.NONE.high(42), 0);
        assertEquals(42, Spread.NONE.low(42), 0);
    }

    @Test
    void high_neverFalls_andWithinIsItsInverse() {
        for (double estimate = 1; estimate < 5_000; estimate += 7) {
            assertTrue(SPREAD.high(estimate + 7) >= SPREAD.high(estimate), "at " + estimate);
            double limit = SPREAD.high(estimate);
            assertTrue(SPREAD.within(limit) >= estimate - 1e-6 || limit <= 1_500, "at " + estimate);
            assertTrue(SPREAD.high(SPREAD.within(limit)) <= limit + 1e-6, "at " + estimate);
        }
    }
}
