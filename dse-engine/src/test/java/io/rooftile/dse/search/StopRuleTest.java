package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopRuleTest {

    private final ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(2);

    @Test
    void evaluations_stopAtTheLimit() {
        StopRule rule = StopRule.evaluations(100);
        assertEquals(Optional.empty(), rule.reason(at(1, 99)));
        assertEquals(Optional.of("100 evaluations reached"), rule.reason(at(1, 100)));
    }

    @Test
    void elapsed_goesByTheGivenClock() {
        AtomicLong clock = new AtomicLong(-7);
        StopRule rule = StopRule.elapsed(Duration.ofMillis(1500), clock::get);
        clock.addAndGet(1_499_999_999);
        assertEquals(Optional.empty(), rule.reason(at(1, 1)));
        clock.addAndGet(1);
        assertEquals(Optional.of("time limit of 1.5 s reached"), rule.reason(at(1, 1)));
    }

    @Test
    void or_takesTheFirstReason() {
        AtomicBoolean flag = new AtomicBoolean();
        StopRule rule = StopRule.evaluations(10).or(StopRule.cancelled(flag::get));
        assertEquals(Optional.empty(), rule.reason(at(1, 9)));
        flag.set(true);
        assertEquals(Optional.of("cancelled"), rule.reason(at(1, 9)));
        assertEquals(Optional.of("10 evaluations reached"), rule.reason(at(1, 10)));
    }

    @Test
    void stagnation_stopsWhenAWindowMovedTheFrontTooLittle() {
        StopRule rule = StopRule.stagnation(10, 0.01);
        archive.offer(IntegerGenes.of(1), 0, 100);
        archive.offer(IntegerGenes.of(2), 100, 0);
        assertEquals(Optional.empty(), rule.reason(at(10, 1)));
        // The new point needs the old front to shift by 50 of 100.
        archive.offer(IntegerGenes.of(3), 50, 50);
        assertEquals(Optional.empty(), rule.reason(at(19, 1)));
        assertEquals(Optional.empty(), rule.reason(at(20, 1)));
        // This one needs 0.5 of 100.
        archive.offer(IntegerGenes.of(4), 49.5, 50);
        assertEquals(Optional.of("front unchanged for 10 generations"), rule.reason(at(30, 1)));
    }

    @Test
    void stagnation_withNothingFeasible_watchesTheViolation() {
        StopRule rule = StopRule.stagnation(5, 0.1);
        assertEquals(Optional.empty(), rule.reason(new Progress(5, 1, 10, archive)));
        assertEquals(Optional.empty(), rule.reason(new Progress(10, 1, 8, archive)));
        assertEquals(Optional.of("front unchanged for 5 generations"), rule.reason(new Progress(15, 1, 7.5, archive)));
    }

    @Test
    void shift_isTheLargestOfTheSmallestShifts() {
        double[][] before = {{0, 10}, {10, 0}};
        double[][] after = {{0, 10}, {4, 2}, {10, 0}};
        // {4, 2} is reached from {0, 10} by 8 and from {10, 0} by 6, of ranges 10.
        assertEquals(0.6, Stagnation.shift(before, after), 1e-12);
        assertEquals(0, Stagnation.shift(after, after), 0);
    }

    @Test
    void rules_outOfRange_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> StopRule.evaluations(0));
        assertThrows(IllegalArgumentException.class, () -> StopRule.stagnation(0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> StopRule.stagnation(1, -0.1));
    }

    private Progress at(long generation, long evaluations) {
        return new Progress(generation, evaluations, 0, archive);
    }
}
