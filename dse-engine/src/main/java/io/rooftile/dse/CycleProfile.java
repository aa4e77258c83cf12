package io.rooftile.dse;

import io.rooftile.core.design.Bound;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What the cycles of a design are spent on: why it is as fast as it is.
///
/// @param shares cycles of the layers with each bound over the cycles of all layers, 0 to 1; bounds that no layer has
/// are left out. Of a dataflow design, whose stages run at once, only the slowest one's bound matters.
/// @param slowest the layer that takes most cycles, the earlier one of equals; empty for a design without layers
/// @param macEfficiencyFraction MACs of one inference over those that all multipliers could do in its interval, 0 to 1
public record CycleProfile(Map<Bound, Double> shares, Optional<LayerEstimate> slowest, double macEfficiencyFraction) {
    public CycleProfile {
        shares = Collections.unmodifiableMap(new EnumMap<>(shares));
    }

    public static CycleProfile of(Estimate estimate) {
        Map<Bound, Long> cycles = new EnumMap<>(Bound.class);
        long total = 0;
        long macs = 0;
        for (LayerEstimate layer : estimate.layers()) {
            cycles.merge(layer.work().bound(), layer.work().cycles(), Math::addExact);
            total = Math.addExact(total, layer.work().cycles());
            macs = Math.addExact(macs, layer.work().macs());
        }
        Map<Bound, Double> shares = new EnumMap<>(Bound.class);
        for (Map.Entry<Bound, Long> entry : cycles.entrySet()) {
            if (entry.getValue() > 0) {
                shares.put(entry.getKey(), (double) entry.getValue() / total);
            }
        }
        Optional<LayerEstimate> slowest = estimate.layers().stream()
                .reduce((first, second) -> second.work().cycles() > first.work().cycles() ? second : first);
        double possible = (double) macsPerCyclePeak(estimate) * estimate.figures().intervalCycles;
        return new CycleProfile(shares, slowest, possible == 0 ? 0 : macs / possible);
    }

    /// The bound that most cycles have, if there are any.
    public Optional<Bound> dominant() {
        return shares.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /// MACs that all multipliers of a design could do in one cycle: of all cores of an overlay, of all stages of a
    /// dataflow design.
    static long macsPerCyclePeak(Estimate estimate) {
        return switch (estimate.design()) {
            case OverlayDesign overlay -> overlay.array().macsPerCycle() * overlay.cores();
            case DataflowDesign _ ->
                estimate.layers().stream()
                        .filter(layer -> layer.work().macs() > 0)
                        .mapToLong(layer -> layer.work().macsPerCyclePeak())
                        .sum();
        };
    }
}
