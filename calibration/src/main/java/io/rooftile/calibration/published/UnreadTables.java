package io.rooftile.calibration.published;

import java.util.List;

/// Tables that no reader knows: said, not skipped.
final class UnreadTables {
    private UnreadTables() {}

    /// Lists every table of a file with rows, but for those that are read.
    static void leaveOut(String stem, TruthNode root, List<String> read, Rows rows) {
        root.fields().forEach((name, table) -> {
            if (!read.contains(name) && table.isMapping()) {
                int count = table.has("rows") ? table.rows("rows").size() : 0;
                if (count > 0) {
                    String use = table.find("use").map(TruthNode::text).orElse("no formula describes these");
                    rows.leaveOut(stem + "/" + name, count + " rows", use);
                }
            }
        });
    }
}
