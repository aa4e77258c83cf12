package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.fit.Calibration;
import io.rooftile.calibration.fit.Calibration.OfArchitecture;
import io.rooftile.calibration.fit.Compared;
import io.rooftile.calibration.fit.ErrorSummary;
import io.rooftile.calibration.fit.FigureFit;
import io.rooftile.core.device.Coefficient;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a calibration came to: as a table, as JSON, as a coefficient set.
final class CalibrationReport {
    private CalibrationReport() {}

    /// @param otherFormulas users' designs that were left out
    static void print(Calibration calibration, long otherFormulas, PrintWriter out) {
        TextTable table = new TextTable(
                "family", "figure", "designs", "theory median", "95 %", "fitted median", "95 %", "worst", "design");
        sorted(calibration).forEach((architecture, found) -> {
            table.row(architecture, "dsp", found.designs(), found.dspExact() + " exact", "", "", "", "", "");
            table.row(architecture, "bram", found.designs(), found.bramExact() + " exact", "", "", "", "", "");
            for (FigureFit fit : found.fits()) {
                ErrorSummary held = ErrorSummary.of(fit.heldOut(), Compared::fraction);
                ErrorSummary theory = ErrorSummary.of(fit.heldOut(), Compared::theoryFraction);
                boolean hasTheory = fit.figure().hasTheory();
                table.row(
                        architecture,
                        fit.figure().word(),
                        held.designs(),
                        hasTheory ? percent(theory.median()) : "",
                        hasTheory ? percent(theory.high()) : "",
                        percent(held.median()),
                        percent(held.high()),
                        percent(held.worst()),
                        held.design());
            }
        });
        table.print(out);
        sorted(calibration).forEach((architecture, found) -> {
            if (found.fits().isEmpty()) {
                out.printf(
                        "%s: %d designs are too few for its factors; theory stands%n", architecture, found.designs());
            }
        });
        if (!calibration.stale().isEmpty()) {
            out.printf(
                    "%d measurements are of hardware that is made otherwise now and were left out; measure again%n",
                    calibration.stale().size());
        }
        if (otherFormulas > 0) {
            out.printf(
                    "%d of your designs were measured when formulas or hardware were others and were left out; validate"
                            + " them again%n",
                    otherFormulas);
        }
        out.println("Errors are of designs that the factors were not fitted to (a tenth of the designs at a time).");
    }

    static ObjectNode json(Calibration calibration, long otherFormulas) {
        ObjectNode root = Json.object();
        root.put("stale", calibration.stale().size());
        root.put("other_formulas", otherFormulas);
        ArrayNode families = root.putArray("families");
        sorted(calibration).forEach((architecture, found) -> {
            ObjectNode family = families.addObject();
            family.put("family", architecture);
            family.put("designs", found.designs());
            family.put("dsp_exact", found.dspExact());
            family.put("bram_exact", found.bramExact());
            for (FigureFit fit : found.fits()) {
                ArrayNode rows = family.putArray(fit.figure().word());
                for (Compared error : fit.heldOut()) {
                    ObjectNode row = rows.addObject();
                    row.put("design", error.design());
                    row.put("measured", error.measured());
                    if (fit.figure().hasTheory()) {
                        row.put("theory", error.theory());
                    }
                    row.put("predicted_held_out", error.predicted());
                }
            }
        });
        return root;
    }

    /// The text of a coefficient set that replaces theory's factors.
    static String coefficients(Calibration calibration) {
        StringBuilder sources = new StringBuilder();
        StringBuilder values = new StringBuilder();
        new TreeMap<>(calibration.coefficients()).forEach((architecture, own) -> {
            if (!own.isEmpty()) {
                sources.append("  measured-%s: \"%s\"%n"
                        .formatted(architecture, own.values().iterator().next().source()));
                values.append("  %s:%n".formatted(architecture));
                new TreeMap<>(own).forEach((name, value) -> values.append(line(name, value, architecture)));
            }
        });
        return """
                # What Yosys makes of Rooftile's own circuits over what theory says. Written by `rooftile calibrate`; do not edit.
                name: rooftile
                base: theory
                sources:
                %scommon: {}
                architectures:
                %s""".formatted(sources.isEmpty() ? "  {}\n" : sources, values.isEmpty() ? "  {}\n" : values);
    }

    private static String line(String name, Coefficient value, String architecture) {
        return String.format(
                Locale.ROOT,
                "    %s: {value: %s, unit: %s, basis: calibrated, source: measured-%s}%n",
                name,
                value.value(),
                value.unit(),
                architecture);
    }

    private static Map<String, OfArchitecture> sorted(Calibration calibration) {
        return new TreeMap<>(calibration.byArchitecture());
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }
}
