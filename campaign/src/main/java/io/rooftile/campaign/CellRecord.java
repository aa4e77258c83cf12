package io.rooftile.campaign;

/// A cell and what became of it.
///
/// @param milliseconds that it took
record CellRecord(Cell cell, CellResult result, long milliseconds) {}
