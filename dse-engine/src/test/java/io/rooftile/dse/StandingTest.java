package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.costmodel.Figures;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static Figures figures(long intervalCycles, long dsp) {
        Figures figures = new Figures();
        figures.clockHertz = 1000;
        figures.intervalCycles = intervalCycles;
        figures.dsp = dsp;
        return figures;
    }

    @Test
    void theBestIsTheGreatestWhereMoreIsBetter() {
        // 1000 Hz over 10, 4 and 20 cycles: 100, 250 and 50 inferences per second.
        Standing standing = Standing.of(Objective.THROUGHPUT, List.of(figures(10, 0), figures(4, 0), figures(20, 0)));
        assertEquals(List.of(100.0, 250.0, 50.0), standing.values());
        assertEquals(1, standing.best());
        assertEquals(2, standing.worst());
        assertEquals(5, standing.factor().orElseThrow(), 1e-12);
    }

    @Test
    void againstNothingThereIsNoFactor() {
        Standing standing = Standing.of(Objective.DSP, List.of(figures(1, 6), figures(1, 0)));
        assertEquals(1, standing.best());
        assertEquals(0, standing.worst());
        assertTrue(standing.factor().isEmpty());
        assertFalse(standing.isEven());
    }

    @Test
    void equalsAreEvenAndTheFirstIsNamed() {
        Standing standing = Standing.of(Objective.DSP, List.of(figures(1, 6), figures(1, 6)));
        assertTrue(standing.isEven());
        assertEquals(0, standing.best());
        assertEquals(0, standing.worst());
    }
}
