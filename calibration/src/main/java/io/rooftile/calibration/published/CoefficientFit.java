package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Fitted;
import io.rooftile.calibration.published.Prediction.FittedRate;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Coefficient;
import io.rooftile.core.device.Coefficients;
import io.rooftile.costmodel.published.Formula;
import io.rooftile.costmodel.published.Term;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The coefficient sets that measurements give.
public final class CoefficientFit {
    /// Digits that a coefficient keeps; no fit supports as many.
    private static final MathContext DIGITS = new MathContext(6);

    private CoefficientFit() {}

    /// What is fitted at once: the figure of a section of a set.
    record Group(String set, String section, String figure) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            return Comparator.comparing(Group::set)
                    .thenComparing(Group::section)
                    .thenComparing(Group::figure)
                    .compare(this, other);
        }
    }

    /// A formula and the figure it is to give.
    ///
    /// @param index of the sample among all
    record Equation(int index, Measurement measurement, Formula formula, double figure) {
        Group group() {
            return new Group(formula.set(), formula.section(), formula.figure());
        }
    }

    /// A sample as an equation, unless it has no formula, or a figure of 0, which no relative error can be of.
    private static Optional<Equation> equation(int index, Sample sample) {
        Measurement measurement = sample.measurement();
        double published = measurement.published();
        if (!(published > 0)) {
            return Optional.empty();
        }
        return switch (sample.prediction()) {
            case Fitted fitted -> Optional.of(new Equation(index, measurement, fitted.formula(), published));
            case FittedRate rate ->
                Optional.of(new Equation(index, measurement, rate.milliseconds(), Prediction.MILLISECONDS / published));
            case Counted _, Impossible _ -> Optional.empty();
        };
    }

    static Map<Group, List<Equation>> groups(List<Sample> samples) {
        Map<Group, List<Equation>> groups = new TreeMap<>();
        for (int index = 0; index < samples.size(); index++) {
            equation(index, samples.get(index))
                    .ifPresent(equation -> groups.computeIfAbsent(equation.group(), _ -> new ArrayList<>())
                            .add(equation));
        }
        return groups;
    }

    /// Coefficients of one group by name.
    static Map<String, Coefficient> coefficients(List<Equation> equations) {
        double[] values = FormulaFit.of(
                equations.stream().map(Equation::formula).toList(),
                equations.stream().mapToDouble(Equation::figure).toArray());
        List<Term> terms = equations.getFirst().formula().terms();
        String source = source(equations);
        Map<String, Coefficient> coefficients = new TreeMap<>();
        for (int i = 0; i < terms.size(); i++) {
            coefficients.put(
                    terms.get(i).coefficient(),
                    new Coefficient(
                            new BigDecimal(values[i]).round(DIGITS).doubleValue(),
                            terms.get(i).unit(),
                            Basis.CALIBRATED,
                            source));
        }
        return coefficients;
    }

    private static String source(List<Equation> equations) {
        String tables = equations.stream()
                .map(equation -> equation.measurement().source())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        long families = equations.stream()
                .map(equation -> equation.measurement().family())
                .distinct()
                .count();
        return "fitted to " + equations.size() + " figures of " + families + " families in " + tables;
    }

    /// Every set that some sample has a formula of, by name.
    public static Map<String, Coefficients> of(List<Sample> samples) {
        Map<String, Map<String, Map<String, Coefficient>>> sets = new TreeMap<>();
        groups(samples).forEach((group, equations) -> sets.computeIfAbsent(group.set(), _ -> new TreeMap<>())
                .computeIfAbsent(group.section(), _ -> new TreeMap<>())
                .putAll(coefficients(equations)));
        Map<String, Coefficients> fitted = new TreeMap<>();
        sets.forEach((set, sections) -> fitted.put(set, new Coefficients(set, sections)));
        return fitted;
    }
}
