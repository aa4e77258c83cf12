package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.fit.FactorFit.Row;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Resource;
import io.rooftile.costmodel.Spread;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Circuit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What measurements say of the cost model, architecture by architecture.
///
/// @param byArchitecture by name
/// @param stale measurements of hardware that the generator no longer makes, which were left out
public record Calibration(Map<String, OfArchitecture> byArchitecture, List<Measured> stale) {
    /// Digits that a factor keeps; no fit supports as many.
    private static final MathContext DIGITS = new MathContext(4);

    public Calibration {
        byArchitecture = Map.copyOf(byArchitecture);
        stale = List.copyOf(stale);
    }

    /// Of one architecture.
    ///
    /// @param designs measured
    /// @param dspExact of them, those whose multiplier blocks are as predicted
    /// @param bramExact likewise for block RAM
    /// @param fits of LUTs and flip-flops; empty where the designs are too few, so that theory stands
    /// @param source of the coefficients, in words
    public record OfArchitecture(int designs, int dspExact, int bramExact, List<FactorFit> fits, String source) {
        public OfArchitecture {
            fits = List.copyOf(fits);
        }
    }

    /// Fits the factors of circuits to measurements.
    ///
    /// @param theory by architecture: a board with a part of it, and a coefficient set whose factors are 1
    public static Calibration of(List<Measured> measured, Function<String, Target> theory) {
        Map<String, List<Row>> rows = new TreeMap<>();
        List<Measured> stale = new ArrayList<>();
        for (Measured one : inOrder(measured)) {
            Target target = theory.apply(one.architecture());
            Subject subject = Subject.of(one.number(), target.board().part());
            if (Laboratory.hash(subject).equals(one.hardwareSha256())) {
                rows.computeIfAbsent(one.architecture(), _ -> new ArrayList<>())
                        .add(new Row(one, CircuitTerms.of(subject, target)));
            } else {
                stale.add(one);
            }
        }
        Map<String, OfArchitecture> found = new TreeMap<>();
        rows.forEach((architecture, own) -> found.put(architecture, of(own)));
        return new Calibration(found, stale);
    }

    private static List<Measured> inOrder(List<Measured> measured) {
        return measured.stream()
                .sorted(Comparator.comparing(Measured::architecture).thenComparingInt(Measured::number))
                .toList();
    }

    private static OfArchitecture of(List<Row> rows) {
        List<FactorFit> fits = FactorFit.isEnough(rows)
                ? List.of(FactorFit.of(Resource.LUT, rows), FactorFit.of(Resource.FF, rows))
                : List.of();
        String source = "fitted by rooftile calibrate to " + rows.size() + " designs mapped by "
                + rows.getFirst().measured().tool();
        return new OfArchitecture(rows.size(), exact(rows, Resource.DSP), exact(rows, Resource.BRAM), fits, source);
    }

    private static int exact(List<Row> rows, Resource resource) {
        return Math.toIntExact(rows.stream()
                .filter(row -> row.terms().resources().get(resource)
                        == row.measured().resources().get(resource))
                .count());
    }

    /// The factors as coefficients, by architecture and name.
    public Map<String, Map<String, Coefficient>> coefficients() {
        Map<String, Map<String, Coefficient>> all = new TreeMap<>();
        byArchitecture.forEach((architecture, found) -> {
            Map<String, Coefficient> own = new TreeMap<>();
            for (FactorFit fit : found.fits()) {
                for (Circuit circuit : Circuit.values()) {
                    boolean isLut = fit.resource() == Resource.LUT;
                    own.put(
                            isLut ? circuit.lutsFactor() : circuit.ffsFactor(),
                            new Coefficient(
                                    rounded(fit.factor(circuit)),
                                    isLut ? "luts_per_lut" : "ffs_per_ff",
                                    Basis.CALIBRATED,
                                    found.source()));
                }
                spread(fit, found.source(), own);
            }
            all.put(architecture, own);
        });
        return all;
    }

    /// How far the figures may be off, as [Spread] reads it.
    private static void spread(FactorFit fit, String source, Map<String, Coefficient> own) {
        String figure = fit.resource().word();
        Spread spread = fit.spread();
        own.put(
                Spread.largeFrom(figure),
                new Coefficient(spread.largeFrom(), figure + "s", Basis.CALIBRATED, source));
        own.put(Spread.ofSmall(figure), new Coefficient(rounded(spread.ofSmall()), "ratio", Basis.CALIBRATED, source));
        own.put(Spread.ofLarge(figure), new Coefficient(rounded(spread.ofLarge()), "ratio", Basis.CALIBRATED, source));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
