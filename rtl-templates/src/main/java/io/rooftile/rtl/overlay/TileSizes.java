package io.rooftile.rtl.overlay;

import io.rooftile.core.design.LoopOrder;

/// How a task is cut: tiles at the edges may be smaller.
///
/// @param rows output rows
/// @param columns output columns: all of them, or part of a single row
/// @param channels output channels
/// @param order which operand stays while the other is fetched again
record TileSizes(int rows, int columns, int channels, LoopOrder order) {}
