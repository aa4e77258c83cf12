package io.rooftile.dse.search;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// When to end a search; asked after each generation and between parts of the start population.
///
/// Rules compose with [#or]. Those that remember (time, stagnation) are for one search each.
@FunctionalInterface
public interface StopRule {

    /// Why to stop now, in words; empty to go on.
    Optional<String> reason(Progress progress);

    /// Stops when this rule or the other one does.
    default StopRule or(StopRule other) {
        return progress -> reason(progress).or(() -> other.reason(progress));
    }

    /// Stops when at least this many genomes were evaluated; overshoots by less than a generation.
    static StopRule evaluations(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of evaluations must be at least 1, but was " + limit);
        }
        return progress -> when(progress.evaluations() >= limit, limit + " evaluations reached");
    }

    /// Stops when this much time has passed since this call, by a clock that counts nanoseconds
    /// (`System::nanoTime`).
    static StopRule elapsed(Duration limit, LongSupplier nanoseconds) {
        long start = nanoseconds.getAsLong();
        return _ -> when(
                nanoseconds.getAsLong() - start >= limit.toNanos(),
                "time limit of " + limit.toMillis() / 1000.0 + " s reached");
    }

    /// Stops when the flag is up.
    static StopRule cancelled(BooleanSupplier flag) {
        return _ -> when(flag.getAsBoolean(), "cancelled");
    }

    /// Stops when `generations` generations together moved the front by less than `epsilon`, see
    /// [Stagnation].
    static StopRule stagnation(int generations, double epsilon) {
        return new Stagnation(generations, epsilon);
    }

    private static Optional<String> when(boolean stop, String reason) {
        return stop ? Optional.of(reason) : Optional.empty();
    }
}
