package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.fit.Calibration;
import io.rooftile.calibration.fit.Calibration.OfArchitecture;
import io.rooftile.calibration.fit.Compared;
import io.rooftile.calibration.fit.FactorFit;
import io.rooftile.core.device.Coefficient;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a calibration came to: as a table, as JSON, as a coefficient set.
final class CalibrationReport {
    private static final double HIGH_SHARE = 0.95;

    private CalibrationReport() {}

    static void print(Calibration calibration, PrintWriter out) {
        TextTable table = new TextTable(
                "family", "figure", "designs", "theory median", "95 %", "fitted median", "95 %", "worst", "design");
        sorted(calibration).forEach((architecture, found) -> {
            table.row(architecture, "dsp", found.designs(), found.dspExact() + " exact", "", "", "", "", "");
            table.row(architecture, "bram", found.designs(), found.bramExact() + " exact", "", "", "", "", "");
            for (FactorFit fit : found.fits()) {
                double[] theory = Compared.sizes(fit.heldOut(), Compared::theoryFraction);
                double[] fitted = Compared.sizes(fit.heldOut(), Compared::fraction);
                Compared worst = worst(fit.heldOut());
                table.row(
                        architecture,
                        fit.resource().word(),
                        fitted.length,
                        percent(middle(theory)),
                        percent(high(theory)),
                        percent(middle(fitted)),
                        percent(high(fitted)),
                        percent(worst.fraction()),
                        worst.number());
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
        out.println("Errors are of designs that the factors were not fitted to (a tenth of the designs at a time).");
    }

    static ObjectNode json(Calibration calibration) {
        ObjectNode root = Json.object();
        root.put("stale", calibration.stale().size());
        ArrayNode families = root.putArray("families");
        sorted(calibration).forEach((architecture, found) -> {
            ObjectNode family = families.addObject();
            family.put("family", architecture);
            family.put("designs", found.designs());
            family.put("dsp_exact", found.dspExact());
            family.put("bram_exact", found.bramExact());
            for (FactorFit fit : found.fits()) {
                ArrayNode rows = family.putArray(fit.resource().word());
                for (Compared error : fit.heldOut()) {
                    ObjectNode row = rows.addObject();
                    row.put("design", error.number());
                    row.put("measured", error.measured());
                    row.put("theory", error.theory());
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

    private static Compared worst(List<Compared> errors) {
        return errors.stream()
                .max(Comparator.comparingDouble(error -> Math.abs(error.fraction())))
                .orElseThrow();
    }

    private static double middle(double[] sizes) {
        return sizes[sizes.length / 2];
    }

    /// The least size that so many errors do not exceed.
    private static double high(double[] sizes) {
        return sizes[Math.min(sizes.length - 1, (int) Math.ceil(HIGH_SHARE * sizes.length) - 1)];
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }
}
