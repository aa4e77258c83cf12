package io.rooftile.dse;

import io.rooftile.core.design.Family;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The best design of each family by one objective.
///
/// @param best at most one per family, the best of all first
public record Contest(Objective objective, List<FrontDesign> best) {
    public Contest {
        best = List.copyOf(best);
    }

    /// The contest over the families' own fronts; ties go to the smaller id.
    public static Contest of(Objective objective, Exploration exploration) {
        Comparator<FrontDesign> order = Comparator.<FrontDesign>comparingDouble(
                        design -> objective.cost(design.estimate().figures()))
                .thenComparing(FrontDesign::id);
        List<FrontDesign> best = Arrays.stream(Family.values())
                .flatMap(family -> exploration.familyFront(family).stream().min(order).stream())
                .sorted(order)
                .toList();
        return new Contest(objective, best);
    }

    /// The best design of all, if any is feasible.
    public Optional<FrontDesign> winner() {
        return best.stream().findFirst();
    }

    /// How many times better the winner is than the best of the other family: the ratio of the figures, 1 or more.
    /// Empty when only one family has a feasible design or the loser's or winner's figure is 0.
    public Optional<Double> factor() {
        if (best.size() < 2) {
            return Optional.empty();
        }
        double first = objective.value(best.get(0).estimate().figures());
        double second = objective.value(best.get(1).estimate().figures());
        if (first == 0 || second == 0) {
            return Optional.empty();
        }
        return Optional.of(Math.max(first, second) / Math.min(first, second));
    }
}
