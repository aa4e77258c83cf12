package io.rooftile.campaign;

/// A cell that was run elsewhere.
///
/// @param milliseconds that it took there
/// @param run its run folder; empty where it has none
record CellParcel(CellResult result, long milliseconds, PackedFolder run) implements Parcel {}
