package io.rooftile.costmodel.published;

import io.rooftile.core.device.ResourceVector;
import java.util.List;

/// What a generator would give for a network with one of its configurations.
///
/// @param design the configuration, as a person reads it
/// @param latencyMilliseconds of one inference alone
/// @param throughputPerSecond inferences when many wait
/// @param resources block RAMs in halves of 18 Kb, as AMD's parts count them here
public record Offer(String design, double latencyMilliseconds, double throughputPerSecond, ResourceVector resources) {
    /// Whether another is at least as good in everything, and better in something.
    private boolean isDominatedBy(Offer other) {
        boolean isNowhereWorse = other.latencyMilliseconds <= latencyMilliseconds
                && other.throughputPerSecond >= throughputPerSecond
                && other.resources.lut() <= resources.lut()
                && other.resources.ff() <= resources.ff()
                && other.resources.dsp() <= resources.dsp()
                && other.resources.bram() <= resources.bram();
        return isNowhereWorse
                && (other.latencyMilliseconds < latencyMilliseconds
                        || other.throughputPerSecond > throughputPerSecond
                        || !other.resources.equals(resources));
    }

    /// The offers that no other dominates, in their order.
    public static List<Offer> front(List<Offer> offers) {
        return offers.stream()
                .filter(offer -> offers.stream().noneMatch(offer::isDominatedBy))
                .toList();
    }

    /// Whether it takes no more than that.
    public boolean fits(ResourceVector budget) {
        return resources.lut() <= budget.lut()
                && resources.ff() <= budget.ff()
                && resources.dsp() <= budget.dsp()
                && resources.bram() <= budget.bram();
    }
}
