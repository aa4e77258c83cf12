package io.rooftile.calibration.published;

/// All tables of `finn.yaml`.
final class FinnTables {
    private FinnTables() {}

    static void read(TruthNode root, Topologies topologies, Rows rows) {
        FinnUnitTables.read(root, rows);
        FinnBoardTable.read(root, topologies, rows);
    }
}
