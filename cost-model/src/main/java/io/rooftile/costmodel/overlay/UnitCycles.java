package io.rooftile.costmodel.overlay;

/// Cycles that one layer takes of each unit of the engine. The units work at once, so the layer takes less than the
/// sum and, for what they wait for, more than the longest. Formulas: `docs/model/overlay.md`.
///
/// @param layer name of the layer
/// @param load cycles of reading features, constants and program from memory
/// @param compute cycles of the array or the lanes
/// @param store cycles of writing results to memory
/// @param rounded cycles of the array or the lanes for the layer as one tile: what the rounding of its dimensions to
/// the array's allows
/// @param memory cycles in which the memory moves all of the layer's bytes
public record UnitCycles(String layer, long load, long compute, long store, long rounded, long memory) {}
