package io.rooftile.dse;

import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Target;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How much of one kind of block a design takes.
///
/// @param used by the design
/// @param budget what a design may use and still be placed and routed
/// @param available on the board, at least 1
public record Usage(Resource resource, long used, long budget, long available) {
    /// One per kind of block that the board has.
    public static List<Usage> of(Estimate estimate, Target target) {
        ResourceVector used = estimate.figures().resources();
        ResourceVector available = target.board().available();
        return Arrays.stream(Resource.values())
                .filter(resource -> available.get(resource) > 0)
                .map(resource ->
                        new Usage(resource, used.get(resource), target.budget().get(resource), available.get(resource)))
                .toList();
    }

    /// The kind that a design fills most, the first of equals.
    public static Optional<Usage> fullest(Estimate estimate, Target target) {
        return of(estimate, target).stream()
                .max(Comparator.comparingDouble(Usage::fraction)
                        .thenComparing(Usage::resource, Comparator.reverseOrder()));
    }

    /// Used over available.
    public double fraction() {
        return (double) used / available;
    }

    /// Budget over available, 0 to 1.
    public double budgetFraction() {
        return (double) budget / available;
    }
}
