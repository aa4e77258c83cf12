package io.rooftile.dse;

import io.rooftile.core.design.Family;
import java.util.Map;

/// How a front was found.
///
/// @param evaluations designs estimated, both families
/// @param feasible how many of them fit, by family
/// @param spaceSize designs there are, by family
/// @param stopReason why the search ended: `stagnation`, `evaluations`, `seconds`, `interrupted`
public record SearchStatistics(
        long evaluations, Map<Family, Long> feasible, Map<Family, Double> spaceSize, String stopReason) {
    public SearchStatistics {
        feasible = Map.copyOf(feasible);
        spaceSize = Map.copyOf(spaceSize);
    }
}
