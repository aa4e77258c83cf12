package io.rooftile.calibration.published;

/// All tables of `dpu.yaml`.
final class DpuTables {
    private DpuTables() {}

    static void read(TruthNode root, Topologies topologies, Rows rows) {
        DpuResourceTables.read(root, rows);
        DpuZooTables.read(root, topologies, rows);
    }
}
