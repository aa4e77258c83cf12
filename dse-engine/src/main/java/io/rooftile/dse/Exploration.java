package io.rooftile.dse;

import io.rooftile.core.design.Family;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import java.util.List;

/// The answer to one exploration.
///
/// @param objectives what the front trades off
/// @param families what was searched
/// @param front ordered by latency, then by id; no design is worse than another in every objective
/// @param nearMisses at most one per family
public record Exploration(
        Network network,
        Target target,
        List<Objective> objectives,
        List<Family> families,
        List<FrontDesign> front,
        List<NearMiss> nearMisses,
        SearchStatistics statistics) {
    public Exploration {
        objectives = List.copyOf(objectives);
        families = List.copyOf(families);
        front = List.copyOf(front);
        nearMisses = List.copyOf(nearMisses);
    }

    /// The front's designs of one family.
    public List<FrontDesign> front(Family family) {
        return front.stream().filter(design -> design.family() == family).toList();
    }
}
