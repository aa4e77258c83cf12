package io.rooftile.calibration.published;

/// What a table's reader may look into beside its own file.
record Context(TruthFolder folder, Topologies topologies) {}
