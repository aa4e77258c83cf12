package io.rooftile.calibration.published;

import java.util.List;

/// All tables of `finn.yaml`.
final class FinnTables {
    private FinnTables() {}

    static void read(TruthNode root, Context context, Rows rows) {
        FinnUnitTables.read(root, rows);
        FinnBoardTable.read(root, context.topologies(), rows);
        UnreadTables.leaveOut(
                "finn", root, List.of(FinnUnitTables.CONFIGS, FinnUnitTables.SWEEPS, FinnBoardTable.TABLE), rows);
    }
}
