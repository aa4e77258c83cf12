package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.Target;

/// Cycles that the engine's control costs.
///
/// @param tileCycles compute unit, for each tile: decode, wait for tokens, fill and drain of the array
/// @param layerCycles for each layer: the units meet, the last store is acknowledged
/// @param burstCycles load and store unit, for each burst: address and turn-around that are not hidden
/// @param latencyCycles from the first read address of a layer to its first data
record TimingCoefficients(long tileCycles, long layerCycles, long burstCycles, long latencyCycles) {
    static TimingCoefficients of(Target target) {
        return new TimingCoefficients(
                cycles(target, "overlay_tile_cycles"),
                cycles(target, "overlay_layer_cycles"),
                cycles(target, "overlay_burst_cycles"),
                cycles(target, "overlay_memory_latency_cycles"));
    }

    private static long cycles(Target target, String name) {
        return Math.round(target.coefficient(name, "cycles").value());
    }
}
