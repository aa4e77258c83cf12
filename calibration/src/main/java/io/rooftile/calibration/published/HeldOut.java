package io.rooftile.calibration.published;

import io.rooftile.calibration.published.CoefficientFit.Equation;
import io.rooftile.core.device.Coefficients;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Leave one family out: what each sample is predicted to be by coefficients that were fitted without any of
/// its family.
final class HeldOut {
    private HeldOut() {}

    /// Predictions by the index of the sample; none where no other family has figures of the kind.
    static Map<Integer, Double> predictions(List<Sample> samples) {
        Map<Integer, Double> predictions = new TreeMap<>();
        CoefficientFit.groups(samples).forEach((group, equations) -> {
            for (String family : families(equations)) {
                List<Equation> others = equations.stream()
                        .filter(equation -> !isOf(family, equation))
                        .toList();
                if (others.isEmpty()) {
                    continue;
                }
                Map<String, Coefficients> fitted = Map.of(
                        group.set(),
                        new Coefficients(group.set(), Map.of(group.section(), CoefficientFit.coefficients(others))));
                equations.stream()
                        .filter(equation -> isOf(family, equation))
                        .map(Equation::index)
                        .forEach(index -> predictions.put(
                                index, samples.get(index).prediction().value(fitted)));
            }
        });
        return predictions;
    }

    private static boolean isOf(String family, Equation equation) {
        return equation.measurement().family().equals(family);
    }

    private static Set<String> families(List<Equation> equations) {
        Set<String> families = new TreeSet<>();
        equations.forEach(equation -> families.add(equation.measurement().family()));
        return families;
    }
}
