package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VisitedTest {

    /// Few distinct values, zero among them, so that most come again; some share all low bits.
    @Test
    void add_agreesWithASetWhileNothingIsForgotten() {
        SplittableRandom random = new SplittableRandom(11);
        Visited visited = new Visited();
        Set<Long> truth = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            long fingerprint = random.nextInt(100) * (1L << 40) + random.nextInt(200);
            assertEquals(truth.contains(fingerprint), visited.contains(fingerprint));
            assertEquals(truth.add(fingerprint), visited.add(fingerprint));
        }
        assertTrue(truth.contains(0L));
    }

    @Test
    void add_rememberingFive_knowsTheLastFiveAndForgetsAllButTen() {
        Visited visited = new Visited(5);
        for (long fingerprint = 1; fingerprint <= 1000; fingerprint++) {
            assertTrue(visited.add(fingerprint));
            for (long last = Math.max(1, fingerprint - 4); last <= fingerprint; last++) {
                assertTrue(visited.contains(last));
                assertFalse(visited.add(last));
            }
            assertFalse(visited.contains(fingerprint - 10) && fingerprint > 10);
        }
    }
}
