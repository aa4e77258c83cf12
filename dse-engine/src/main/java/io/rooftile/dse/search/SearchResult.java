package io.rooftile.dse.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a search ended.
///
/// @param stopReason why, in words
/// @param evaluations genomes evaluated, all different
/// @param generations generations bred after the start population
/// @param front the archive at the end, sorted: the result
/// @param leastViolating where the front is empty, the genome that came closest to it, the first of equals; null where
/// nothing was evaluated
/// @param population the feasible survivors of the last generation, at most the population size, preferred
/// first
/// @param <G> the genome
public record SearchResult<G extends Genome<G>>(
        String stopReason,
        long evaluations,
        long generations,
        List<Entry<G>> front,
        @Nullable G leastViolating,
        List<Entry<G>> population) {

    /// Copies the lists.
    public SearchResult {
        front = List.copyOf(front);
        population = List.copyOf(population);
    }
}
