package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Part;
import io.rooftile.core.device.Resource;
import io.rooftile.costmodel.Spread;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.ClockModel;
import io.rooftile.costmodel.dataflow.DataflowModel;
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

    private static final double NANOSECONDS = 1e9;

    private static final List<Circuit> CIRCUITS = List.of(Circuit.values());

    public Calibration {
        byArchitecture = Map.copyOf(byArchitecture);
        stale = List.copyOf(stale);
    }

    /// Of one architecture.
    ///
    /// @param part that designs were mapped to
    /// @param designs measured
    /// @param dspExact of them, those whose multiplier blocks are as predicted
    /// @param bramExact likewise for block RAM
    /// @param fits of LUTs, flip-flops and the clock; without those that have too few designs, for which theory
    /// stands
    /// @param source of the coefficients, in words
    public record OfArchitecture(
            Part part, int designs, int dspExact, int bramExact, List<FigureFit> fits, String source) {
        public OfArchitecture {
            fits = List.copyOf(fits);
        }
    }

    /// A measured design with all that the cost model says of it.
    ///
    /// @param levels LUTs of the longest path
    private record Known(Measured measured, CircuitTerms terms, double levels, Part part) {
        long figure(Resource resource) {
            return measured.resources().get(resource);
        }

        boolean isExact(Resource resource) {
            return terms.resources().get(resource) == figure(resource);
        }
    }

    /// Fits the cost model to measurements.
    ///
    /// @param theory by architecture: a board with a part of it, and a coefficient set whose factors are 1
    public static Calibration of(List<Measured> measured, Function<String, Target> theory) {
        Map<String, List<Known>> known = new TreeMap<>();
        List<Measured> stale = new ArrayList<>();
        for (Measured one : inOrder(measured)) {
            Target target = theory.apply(one.architecture());
            Part part = target.board().part();
            Subject subject = Subject.of(one.number(), part);
            if (Laboratory.hash(subject).equals(one.hardwareSha256())) {
                double levels = DataflowModel.logicLevels(subject.network().network(), subject.design());
                known.computeIfAbsent(one.architecture(), _ -> new ArrayList<>())
                        .add(new Known(one, CircuitTerms.of(subject, target), levels, part));
            } else {
                stale.add(one);
            }
        }
        Map<String, OfArchitecture> found = new TreeMap<>();
        known.forEach((architecture, own) -> found.put(architecture, of(own)));
        return new Calibration(found, stale);
    }

    private static List<Measured> inOrder(List<Measured> measured) {
        return measured.stream()
                .sorted(Comparator.comparing(Measured::architecture).thenComparingInt(Measured::number))
                .toList();
    }

    private static OfArchitecture of(List<Known> known) {
        List<FigureFit> fits = new ArrayList<>();
        if (FigureFit.isEnough(known)) {
            FigureFit luts = FigureFit.of(
                    Figure.LUT,
                    known.stream()
                            .map(one ->
                                    new Row(one.measured().number(), one.terms().luts(), one.figure(Resource.LUT)))
                            .toList());
            fits.add(luts);
            fits.add(FigureFit.of(
                    Figure.FF,
                    known.stream()
                            .map(one ->
                                    new Row(one.measured().number(), one.terms().ffs(), one.figure(Resource.FF)))
                            .toList()));
            List<Row> clocks = clocks(known, luts);
            if (FigureFit.isEnough(clocks)) {
                fits.add(FigureFit.of(Figure.FMAX, clocks));
            }
        }
        Measured first = known.getFirst().measured();
        String source = "fitted by rooftile calibrate to " + known.size() + " designs mapped by " + first.tool();
        return new OfArchitecture(
                known.getFirst().part(),
                known.size(),
                exact(known, Resource.DSP),
                exact(known, Resource.BRAM),
                fits,
                source);
    }

    private static List<Row> clocks(List<Known> known, FigureFit luts) {
        double[] factors =
                luts.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
        List<Row> rows = new ArrayList<>();
        for (Known one : known) {
            double full = RelativeFit.product(one.terms().luts(), factors)
                    / one.part().capacity().lut();
            one.measured()
                    .placed()
                    .ifPresent(placed -> rows.add(new Row(
                            one.measured().number(),
                            ClockModel.amounts(one.levels(), full),
                            NANOSECONDS / placed.fmaxHertz())));
        }
        return rows;
    }

    private static int exact(List<Known> known, Resource resource) {
        return Math.toIntExact(
                known.stream().filter(one -> one.isExact(resource)).count());
    }

    /// What was fitted as coefficients, by architecture and name.
    public Map<String, Map<String, Coefficient>> coefficients() {
        Map<String, Map<String, Coefficient>> all = new TreeMap<>();
        byArchitecture.forEach((architecture, found) -> {
            Map<String, Coefficient> own = new TreeMap<>();
            found.fits().forEach(fit -> put(fit, found, own));
            all.put(architecture, own);
        });
        return all;
    }

    private static void put(FigureFit fit, OfArchitecture found, Map<String, Coefficient> own) {
        String part = found.part().name();
        for (int i = 0; i < fit.coefficients().size(); i++) {
            double value = rounded(fit.coefficients().get(i));
            String name =
                    switch (fit.figure()) {
                        case LUT -> CIRCUITS.get(i).lutsFactor();
                        case FF -> CIRCUITS.get(i).ffsFactor();
                        case FMAX -> ClockModel.name(part, i);
                    };
            String unit =
                    switch (fit.figure()) {
                        case LUT -> "luts_per_lut";
                        case FF -> "ffs_per_ff";
                        case FMAX -> ClockModel.unit(i);
                    };
            own.put(name, new Coefficient(value, unit, Basis.CALIBRATED, found.source()));
        }
        String figure =
                switch (fit.figure()) {
                    case LUT, FF -> fit.figure().word();
                    case FMAX -> ClockModel.figure(part);
                };
        Spread spread = fit.spread();
        own.put(
                Spread.largeFrom(figure),
                coefficient(spread.largeFrom(), fit.figure().unit(), found));
        own.put(Spread.ofSmall(figure), coefficient(rounded(spread.ofSmall()), "ratio", found));
        own.put(Spread.ofLarge(figure), coefficient(rounded(spread.ofLarge()), "ratio", found));
    }

    private static Coefficient coefficient(double value, String unit, OfArchitecture found) {
        return new Coefficient(value, unit, Basis.CALIBRATED, found.source());
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
