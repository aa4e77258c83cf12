package io.rooftile.dse;

import io.rooftile.costmodel.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How several designs stand to one another by one objective.
///
/// @param values of each design, in the objective's unit
/// @param best place of the best, the first of equals
/// @param worst place of the worst, the first of equals
public record Standing(Objective objective, List<Double> values, int best, int worst) {
    public Standing {
        values = List.copyOf(values);
    }

    /// The standing of some designs.
    ///
    /// @param designs at least one
    public static Standing of(Objective objective, List<Figures> designs) {
        List<Integer> places = IntStream.range(0, designs.size()).boxed().toList();
        Comparator<Integer> order = Comparator.comparingDouble(place -> objective.cost(designs.get(place)));
        return new Standing(
                objective,
                designs.stream().map(objective::value).toList(),
                places.stream().min(order).orElseThrow(),
                places.stream()
                        .max(order.thenComparing(Comparator.reverseOrder()))
                        .orElseThrow());
    }

    /// Whether all have the same value.
    public boolean isEven() {
        return values.get(best).equals(values.get(worst));
    }

    /// How many times better the best is than the worst: the ratio of the figures, 1 or more. Empty when one is 0.
    public OptionalDouble factor() {
        double first = values.get(best);
        double last = values.get(worst);
        return first == 0 || last == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(first, last) / Math.min(first, last));
    }
}
