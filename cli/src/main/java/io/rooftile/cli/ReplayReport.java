package io.rooftile.cli;

import io.rooftile.calibration.published.ErrorLine;
import io.rooftile.calibration.published.ErrorLine.Errors;
import io.rooftile.calibration.published.Measurement;
import io.rooftile.calibration.published.Replay;
import io.rooftile.calibration.published.Replayed;
import io.rooftile.core.device.Coefficients;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The error table of `rooftile replay` as text.
final class ReplayReport {
    /// A share of figures predicted too high that one side clearly outweighs.
    private static final double ONE_SIDED = 0.75;

    private ReplayReport() {}

    static void print(PrintWriter out, Replay replay, List<Replayed> rows, Map<String, Coefficients> sets) {
        out.println("coefficient sets: "
                + String.join(", ", sets.values().stream().map(Coefficients::id).toList()));
        TextTable table = new TextTable(
                "table",
                "kind",
                "board",
                "figure",
                "n",
                "families",
                "fitted on: median",
                "p95",
                "rank",
                "bias",
                "held out: n",
                "median",
                "p95",
                "rank",
                "furthest off");
        List<ErrorLine> lines = new ArrayList<>(ErrorLine.table(rows));
        lines.addAll(ErrorLine.overTables(rows));
        for (ErrorLine line : lines) {
            Errors fitted = line.fitted();
            Errors heldOut = line.heldOut();
            boolean isTested = !line.isCounted() && heldOut.figures() > 0;
            table.row(
                    line.key().source(),
                    line.key().kind(),
                    line.key().board(),
                    line.key().figure(),
                    line.figures(),
                    line.families(),
                    (line.isCounted() ? "counted " : "") + percent(fitted.medianFraction()),
                    percent(fitted.p95Fraction()),
                    rank(fitted.rankCorrelation()),
                    bias(fitted),
                    isTested ? heldOut.figures() : "-",
                    isTested ? percent(heldOut.medianFraction()) : "-",
                    isTested ? percent(heldOut.p95Fraction()) : "-",
                    isTested ? rank(heldOut.rankCorrelation()) : "-",
                    worst(line.worst()));
        }
        table.print(out);
        unpredicted(out, replay);
        leftOut(out, replay);
    }

    private static void unpredicted(PrintWriter out, Replay replay) {
        Map<String, Integer> reasons = new TreeMap<>();
        replay.unpredicted().forEach(row -> {
            Measurement measurement = row.measurement();
            reasons.merge(measurement.source() + ": " + row.reason(), 1, Integer::sum);
        });
        if (!reasons.isEmpty()) {
            out.println();
            out.println("not predicted (each row with --json):");
            reasons.forEach((reason, figures) -> out.println("  " + figures + " figures of " + reason));
        }
    }

    private static void leftOut(PrintWriter out, Replay replay) {
        if (!replay.leftOut().isEmpty()) {
            out.println();
            out.println("left out:");
            replay.leftOut().forEach(row -> out.println("  " + row.source() + ", " + row.row() + ": " + row.reason()));
        }
    }

    private static String worst(Replayed row) {
        return String.format(Locale.ROOT, "%+.1f %% ", 100 * row.errorFraction())
                + row.measurement().model();
    }

    private static String bias(Errors errors) {
        if (errors.higherFraction() >= ONE_SIDED) {
            return "high";
        }
        return errors.higherFraction() <= 1 - ONE_SIDED && errors.medianFraction() > 0 ? "low" : "none";
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private static String rank(OptionalDouble correlation) {
        return correlation.isPresent() ? String.format(Locale.ROOT, "%.3f", correlation.getAsDouble()) : "-";
    }
}
