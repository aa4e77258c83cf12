package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class FrontGrowthTest {
    @Test
    void theFirstFrontIsMeasuredInItsOwnBox() {
        // In the box from (1, 10) to (5, 30) the corner point (2, 15) covers 3/4 of one side and 3/4 of the other; the
        // other two lie on the sides of the reference point and cover nothing.
        double[][] front = {{1, 30}, {2, 15}, {5, 10}};
        assertEquals(0.75 * 0.75, new FrontGrowth().of(front), 1e-12);
    }

    @Test
    void aPointBeyondTheFirstBoxCoversMoreThanTheBox() {
        FrontGrowth growth = new FrontGrowth();
        double first = growth.of(new double[][] {{1, 30}, {5, 10}});
        // From (-3, -10) to the reference (5, 30): 8/4 by 40/20.
        assertEquals(0, first);
        assertEquals(4, growth.of(new double[][] {{-3, -10}}), 1e-12);
    }

    @Test
    void itNeverFallsWhateverIsLeftOut() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        FrontGrowth growth = new FrontGrowth();
        double before = 0;
        for (int i = 1; i < 60; i++) {
            double[][] front = new double[i * 7][];
            for (int j = 0; j < front.length; j++) {
                front[j] = new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            }
            double now = growth.of(front);
            assertTrue(now >= before, "fell from " + before + " to " + now);
            before = now;
        }
    }

    @Test
    void nothingCoversNothing() {
        assertEquals(0, new FrontGrowth().of(new double[0][]));
    }
}
