package io.rooftile.dse;

import io.rooftile.core.design.Family;
import java.util.List;

/// How a front was found.
///
/// @param families one row per family searched
public record SearchStatistics(List<FamilyStatistics> families) {
    /// How one family was searched.
    ///
    /// @param spaceSize designs there are
    /// @param evaluations designs estimated, all different
    /// @param generations bred after the start population
    /// @param frontSize designs on the family's own front, before the other family's were held against them
    /// @param stopReason why the search ended, in words
    public record FamilyStatistics(
            Family family, double spaceSize, long evaluations, long generations, int frontSize, String stopReason) {}

    public SearchStatistics {
        families = List.copyOf(families);
    }

    /// Designs estimated in all.
    public long evaluations() {
        return families.stream().mapToLong(FamilyStatistics::evaluations).sum();
    }
}
