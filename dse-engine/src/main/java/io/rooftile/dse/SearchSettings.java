package io.rooftile.dse;

import io.rooftile.core.design.Family;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to search for and how long.
///
/// @param families at least one
/// @param objectives at least two
/// @param seed of all random choices: the same seed gives the same front, for any number of threads
/// @param threads that evaluate designs
/// @param effort when to stop
/// @param frontSize most designs of a family's front; the least crowded stay
public record SearchSettings(
        List<Family> families, List<Objective> objectives, long seed, int threads, Effort effort, int frontSize) {
    /// When to stop: at the first of these, and always when the front has ceased to move.
    ///
    /// @param evaluations per family, at least 1
    /// @param time in all, or null for no limit; with it the front depends on the machine's speed
    public record Effort(long evaluations, @Nullable Duration time) {}

    public SearchSettings {
        families = List.copyOf(families);
        objectives = List.copyOf(objectives);
        if (families.isEmpty() || objectives.size() < 2 || threads < 1 || frontSize < 10) {
            throw new IllegalArgumentException("a search needs a family, two objectives, a thread and a front of at"
                    + " least 10 designs, but had " + families + ", " + objectives.size() + ", " + threads + ", "
                    + frontSize);
        }
    }
}
