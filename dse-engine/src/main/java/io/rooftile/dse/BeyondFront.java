package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Outcome;
import io.rooftile.dse.search.Entry;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.SearchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The infeasible design next to what one family can do: what stands between an architect and a faster accelerator.
///
/// It differs from the fastest feasible design in a single knob, would take a hundredth less time or better, and of all
/// such designs exceeds its limits least. Where nothing is feasible it is the least violating design that the search
/// met.
final class BeyondFront {
    /// Time over the fastest feasible design's that is worth naming: nobody buys a larger part for a few cycles.
    private static final double WORTH_NAMING = 0.99;

    /// Share by which a search's latency and the estimate's may differ: what is slower by more is not looked at.
    private static final double MOST_DIFFERENCE = 0.25;

    /// The fastest designs of a search, of which the estimate says which is the fastest.
    private static final int MOST_ESTIMATED = 8;

    private final DesignSpace space;
    private final Figures figures = new Figures();

    private BeyondFront(DesignSpace space) {
        this.space = space;
    }

    /// Empty where no change of one knob is both faster and too large for the part: it does not hold the family back.
    static Optional<NearMiss> of(DesignSpace space, SearchResult<IntegerGenes> result) {
        BeyondFront beyond = new BeyondFront(space);
        return result.front().isEmpty()
                ? Optional.ofNullable(result.leastViolating()).map(beyond::leastViolating)
                : beyond.neighbour(beyond.fastest(result.front()));
    }

    /// A design as the search sees it.
    private record Seen(IntegerGenes genes, double violation, double milliseconds) {}

    private Seen seen(IntegerGenes genes) {
        space.evaluate(genes.toArray(), figures);
        return new Seen(genes, figures.violation, figures.latencyMilliseconds());
    }

    private static double milliseconds(Outcome outcome) {
        return outcome.estimate().figures().latencyMilliseconds();
    }

    private Outcome estimate(IntegerGenes genes) {
        return space.estimate(space.design(genes.toArray()));
    }

    /// A design and its estimate.
    private record Estimated(IntegerGenes genes, double milliseconds) {}

    /// Of equally fast designs the first.
    private Estimated fastest(List<Entry<IntegerGenes>> front) {
        return front.stream()
                .map(entry -> seen(entry.genes()))
                .sorted(Comparator.comparingDouble(Seen::milliseconds))
                .limit(MOST_ESTIMATED)
                .map(seen -> new Estimated(seen.genes(), milliseconds(estimate(seen.genes()))))
                .min(Comparator.comparingDouble(Estimated::milliseconds))
                .orElseThrow();
    }

    /// All values of a knob are tried, not just the next: the next folding may be no faster or still fit. Of equal
    /// violations the one that the search has as the faster counts, then the first knob's.
    private Optional<NearMiss> neighbour(Estimated fastest) {
        double wantedMilliseconds = WORTH_NAMING * fastest.milliseconds();
        List<Seen> candidates = new ArrayList<>();
        for (int knob = 0; knob < fastest.genes().length(); knob++) {
            for (int option = 0; option < space.knobs().get(knob).options(); option++) {
                Seen seen = seen(fastest.genes().with(knob, option));
                if (!figures.isFeasible() && seen.milliseconds() <= wantedMilliseconds * (1 + MOST_DIFFERENCE)) {
                    candidates.add(seen);
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Seen::violation).thenComparingDouble(Seen::milliseconds));
        return candidates.stream()
                .map(seen -> estimate(seen.genes()))
                .filter(outcome -> milliseconds(outcome) <= wantedMilliseconds)
                .map(BeyondFront::nearMiss)
                .findFirst();
    }

    private NearMiss leastViolating(IntegerGenes genes) {
        return nearMiss(estimate(genes));
    }

    private static NearMiss nearMiss(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Feasible _ ->
                throw new IllegalStateException("the search found this design infeasible, the estimate feasible");
            case Outcome.Infeasible infeasible -> new NearMiss(infeasible);
        };
    }
}
