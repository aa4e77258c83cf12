package io.rooftile.calibration.fit;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Resource;
import io.rooftile.costmodel.Spread;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.ClockModel;
import io.rooftile.costmodel.fabric.Circuit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

    private static final String ALL_PARTS = "";

    private static final List<Circuit> CIRCUITS = List.of(Circuit.values());

    public Calibration {
        byArchitecture = Map.copyOf(byArchitecture);
        stale = List.copyOf(stale);
    }

    /// Of one architecture.
    ///
    /// @param parts that designs were mapped to
    /// @param designs measured
    /// @param dspExact of them, those whose multiplier blocks are as predicted
    /// @param bramExact likewise for block RAM
    /// @param fits of LUTs, flip-flops and the clock of each part; where designs are too few, theory stands
    /// @param source of the coefficients, in words
    public record OfArchitecture(
            List<String> parts, int designs, int dspExact, int bramExact, List<FigureFit> fits, String source) {
        public OfArchitecture {
            parts = List.copyOf(parts);
            fits = List.copyOf(fits);
        }
    }

    /// Fits the cost model to measurements of the experiment.
    ///
    /// @param theory by architecture: a board with a part of it, and a coefficient set whose factors are 1
    public static Calibration of(List<Measured> measured, Function<String, Target> theory) {
        return of(measured, List.of(), theory);
    }

    /// Fits the cost model to measurements of the experiment and of users' designs.
    ///
    /// @param feedback of this version's formulas; a design that was placed twice counts once
    /// @param theory by architecture: a board with a part of it, and a coefficient set whose factors are 1
    public static Calibration of(List<Measured> measured, List<Feedback> feedback, Function<String, Target> theory) {
        Map<String, List<Known>> known = new TreeMap<>();
        List<Measured> stale = new ArrayList<>();
        for (Measured one : inOrder(measured)) {
            Target target = theory.apply(one.architecture());
            Subject subject = Subject.of(one.number(), target.board().part());
            if (Laboratory.hash(subject).equals(one.hardwareSha256())) {
                known.computeIfAbsent(one.architecture(), _ -> new ArrayList<>())
                        .add(Known.of(one, subject, target));
            } else {
                stale.add(one);
            }
        }
        for (Feedback one : counted(feedback)) {
            known.computeIfAbsent(one.hardware().architecture(), _ -> new ArrayList<>())
                    .add(Known.of(one));
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

    /// Each hardware once on each part: the first that was routed, else the first.
    private static Collection<Feedback> counted(List<Feedback> feedback) {
        Map<String, Feedback> counted = new LinkedHashMap<>();
        for (Feedback one : feedback) {
            counted.merge(
                    one.hardware().part() + " " + one.hardware().sha256(),
                    one,
                    (first, next) -> first.isRouted() || !next.isRouted() ? first : next);
        }
        return counted.values();
    }

    private static OfArchitecture of(List<Known> known) {
        List<FigureFit> fits = new ArrayList<>();
        if (FigureFit.isEnough(known)) {
            FigureFit luts = FigureFit.of(
                    Figure.LUT,
                    ALL_PARTS,
                    known.stream()
                            .map(one -> new Row(one.design(), one.terms().luts(), one.figure(Resource.LUT)))
                            .toList());
            fits.add(luts);
            fits.add(FigureFit.of(
                    Figure.FF,
                    ALL_PARTS,
                    known.stream()
                            .map(one -> new Row(one.design(), one.terms().ffs(), one.figure(Resource.FF)))
                            .toList()));
            for (String part : parts(known)) {
                List<Row> clocks = clocks(known, part, luts);
                if (FigureFit.isEnough(clocks)) {
                    fits.add(FigureFit.of(Figure.FMAX, part, clocks));
                }
            }
        }
        return new OfArchitecture(
                parts(known),
                known.size(),
                exact(known, Resource.DSP),
                exact(known, Resource.BRAM),
                fits,
                source(known));
    }

    private static List<String> parts(List<Known> known) {
        return known.stream().map(Known::part).distinct().sorted().toList();
    }

    private static String source(List<Known> known) {
        long users = known.stream().filter(Known::isOfUser).count();
        String designs = users == 0
                ? known.size() + " designs"
                : known.size() - users + " designs of the experiment and " + users + " of a user's own";
        return "fitted by rooftile calibrate to " + designs + " mapped by "
                + known.getFirst().tool();
    }

    private static List<Row> clocks(List<Known> known, String part, FigureFit luts) {
        double[] factors =
                luts.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
        List<Row> rows = new ArrayList<>();
        for (Known one : known) {
            if (one.part().equals(part) && one.fmaxHertz().isPresent()) {
                double full = RelativeFit.product(one.terms().luts(), factors) / one.partLuts();
                rows.add(new Row(
                        one.design(),
                        ClockModel.amounts(one.levels(), full),
                        NANOSECONDS / one.fmaxHertz().getAsLong()));
            }
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
        String part = fit.part();
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
