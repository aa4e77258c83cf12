package io.rooftile.dse;

import io.rooftile.core.design.Family;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import java.util.List;
import java.util.Optional;

/// The answer to one exploration.
///
/// @param front what no design of any family beats in every objective; ordered by latency, then by id
/// @param familyFronts each family's own front, one family after the other: the front above and what the other
/// family beats
/// @param nearMisses at most one per family
/// @param accuracy what the accuracy of the designs is, where it is known
public record Exploration(
        Network network,
        Target target,
        SearchSettings settings,
        List<FrontDesign> front,
        List<FrontDesign> familyFronts,
        List<NearMiss> nearMisses,
        SearchStatistics statistics,
        Optional<AccuracyMeasure> accuracy) {
    public Exploration {
        front = List.copyOf(front);
        familyFronts = List.copyOf(familyFronts);
        nearMisses = List.copyOf(nearMisses);
    }

    /// One family's own front, fastest first.
    public List<FrontDesign> familyFront(Family family) {
        return familyFronts.stream().filter(design -> design.family() == family).toList();
    }
}
