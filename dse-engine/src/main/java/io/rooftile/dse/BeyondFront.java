package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Outcome;
import io.rooftile.dse.search.Entry;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.SearchResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The infeasible design next to what one family can do: what stands between an architect and a faster accelerator.
///
/// It differs from the fastest feasible design in a single knob, would take a hundredth less time or better, and of all
/// such designs exceeds its limits least. Where nothing is feasible it is the least violating design that the search
/// met.
final class BeyondFront {
    /// Time over the fastest feasible design's that is worth naming: nobody buys a larger part for a few cycles.
    private static final double WORTH_NAMING = 0.99;

    private final DesignSpace space;
    private final Figures figures = new Figures();

    private BeyondFront(DesignSpace space) {
        this.space = space;
    }

    /// Empty where no change of one knob is both faster and too large for the part: it does not hold the family back.
    static Optional<NearMiss> of(DesignSpace space, SearchResult<IntegerGenes> result) {
        BeyondFront beyond = new BeyondFront(space);
        @Nullable
        IntegerGenes miss =
                result.front().isEmpty() ? result.leastViolating() : beyond.neighbour(beyond.fastest(result.front()));
        return Optional.ofNullable(miss).map(beyond::nearMiss);
    }

    /// Of equally fast designs the first.
    private IntegerGenes fastest(List<Entry<IntegerGenes>> front) {
        IntegerGenes fastest = front.getFirst().genes();
        double least = Double.POSITIVE_INFINITY;
        for (Entry<IntegerGenes> entry : front) {
            space.evaluate(entry.genes().toArray(), figures);
            if (figures.latencyMilliseconds() < least) {
                least = figures.latencyMilliseconds();
                fastest = entry.genes();
            }
        }
        return fastest;
    }

    /// All values of a knob are tried, not just the next: the next folding may be no faster or still fit. Of equal
    /// violations the faster design counts, then the first knob's.
    private @Nullable IntegerGenes neighbour(IntegerGenes fastest) {
        int[] choices = fastest.toArray();
        space.evaluate(choices, figures);
        double wantedMilliseconds = WORTH_NAMING * figures.latencyMilliseconds();
        @Nullable IntegerGenes nearest = null;
        double leastViolation = Double.POSITIVE_INFINITY;
        double leastMilliseconds = Double.POSITIVE_INFINITY;
        for (int knob = 0; knob < choices.length; knob++) {
            for (int option = 0; option < space.knobs().get(knob).options(); option++) {
                choices[knob] = option;
                space.evaluate(choices, figures);
                double milliseconds = figures.latencyMilliseconds();
                boolean isNearer = figures.violation < leastViolation
                        || (figures.violation == leastViolation && milliseconds < leastMilliseconds);
                if (!figures.isFeasible() && milliseconds <= wantedMilliseconds && isNearer) {
                    leastViolation = figures.violation;
                    leastMilliseconds = milliseconds;
                    nearest = fastest.with(knob, option);
                }
            }
            choices[knob] = fastest.get(knob);
        }
        return nearest;
    }

    private NearMiss nearMiss(IntegerGenes genes) {
        return switch (space.estimate(space.design(genes.toArray()))) {
            case Outcome.Feasible _ ->
                throw new IllegalStateException("the search found this design infeasible, the estimate feasible");
            case Outcome.Infeasible infeasible -> new NearMiss(infeasible);
        };
    }
}
