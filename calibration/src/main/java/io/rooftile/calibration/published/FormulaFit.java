package io.rooftile.calibration.published;

import io.rooftile.calibration.fit.RelativeFit;
import io.rooftile.costmodel.published.Formula;
import io.rooftile.costmodel.published.Term;
import java.util.List;

/// Fits a formula's coefficients to measurements.
final class FormulaFit {
    private FormulaFit() {}

    /// The coefficients, in the order of the formulas' terms; 0 for a term that no row has.
    ///
    /// @param formulas of one figure, one for each row
    /// @param figures what was measured, above 0
    static double[] of(List<Formula> formulas, double[] figures) {
        double[][] amounts = formulas.stream()
                .map(formula ->
                        formula.terms().stream().mapToDouble(Term::amount).toArray())
                .toArray(double[][]::new);
        return RelativeFit.of(amounts, figures, 0);
    }
}
