package io.rooftile.dse;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How much larger a network of the same kind could be before a family no longer fits the board.
///
/// A dataflow design holds all weights on chip: its smallest design's fullest resource gives the factor
/// `budget / used`, on the assumption that resources grow in proportion to the network. An overlay keeps
/// weights in the memory beside the FPGA: the factor is that memory's size over the weights' bytes. One with large RAM
/// of the part as its memory takes all of it, whatever is in it: nothing more is sure to fit.
///
/// @param factor 1 when this network just fits
/// @param limit what runs out first: a resource's word, or `off-chip memory`
public record Headroom(Family family, double factor, String limit) {
    private static final int BITS_PER_BYTE = 8;

    /// The headroom of a family; empty when it has no feasible design or nothing limits it.
    public static Optional<Headroom> of(Family family, Exploration exploration) {
        Optional<FrontDesign> smallest = exploration.familyFront(family).stream()
                .min(Comparator.comparingDouble(design -> design.estimate().figures().worstUtilisationFraction));
        OffChipMemory memory = exploration.target().board().memory();
        return smallest.flatMap(design -> switch (design.estimate().design()) {
            case OverlayDesign overlay when memory != null -> offChip(overlay, memory, exploration);
            case OverlayDesign _ -> fullest(family, List.of(Resource.URAM), design, exploration);
            case DataflowDesign _ -> fullest(family, List.of(Resource.values()), design, exploration);
        });
    }

    private static Optional<Headroom> fullest(
            Family family, List<Resource> resources, FrontDesign design, Exploration exploration) {
        ResourceVector used = design.estimate().figures().resources();
        ResourceVector budget = exploration.target().budget();
        return resources.stream()
                .filter(resource -> used.get(resource) > 0)
                .map(resource ->
                        new Headroom(family, (double) budget.get(resource) / used.get(resource), resource.word()))
                .min(Comparator.comparingDouble(Headroom::factor));
    }

    private static Optional<Headroom> offChip(OverlayDesign design, OffChipMemory memory, Exploration exploration) {
        long weightBits = exploration.network().parameters() * design.numbers().weightBits();
        if (weightBits == 0) {
            return Optional.empty();
        }
        double factor = (double) memory.sizeBytes() * BITS_PER_BYTE / weightBits;
        return Optional.of(new Headroom(Family.OVERLAY, factor, "off-chip memory"));
    }
}
