package io.rooftile.calibration.published;

import java.util.List;
import java.util.stream.Stream;

/// All tables of `dpu.yaml`.
final class DpuTables {
    private DpuTables() {}

    static void read(TruthNode root, Context context, Rows rows) {
        DpuResourceTables.read(root, rows);
        DpuZooTables.read(root, context.topologies(), rows);
        ChaiDnnTable.read(root, context.topologies(), rows);
        UnreadTables.leaveOut(
                "dpu",
                root,
                Stream.of(DpuResourceTables.NAMES, List.of(DpuZooTables.SHEET, DpuZooTables.PAGES, ChaiDnnTable.NAME))
                        .flatMap(List::stream)
                        .toList(),
                rows);
    }
}
