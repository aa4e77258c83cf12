package io.rooftile.gui.data;

import io.rooftile.costmodel.Violation;
import io.rooftile.reports.Quantity;
import io.rooftile.reports.StoredRun;
import java.util.List;
import java.util.stream.Collectors;

/// What stands in the way of a design, in words: a line for each obstacle, with what would help.
public final class Reasons {
    private Reasons() {}

    public static String of(List<Violation> violations) {
        return violations.stream().map(Reasons::line).collect(Collectors.joining("\n"));
    }

    /// Of the designs of a run that came nearest to fitting.
    public static String of(StoredRun run) {
        return run.nearMisses().stream()
                .flatMap(miss -> miss.violations().stream()
                        .map(violation -> miss.family().word() + ": " + line(violation)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(Violation one) {
        return one.resource() + " needs " + Quantity.plain(one.demand()) + " " + one.unit() + " of "
                + Quantity.plain(one.limit()) + ": " + one.lever();
    }
}
