package io.rooftile.calibration.published;

import io.rooftile.costmodel.published.Formula;
import java.util.Arrays;
import java.util.List;

/// Fits a formula's coefficients to measurements so that the sum of absolute relative errors is least: one row in
/// error, or of a thing that the formula does not know, then moves the others little. Found by reweighting
/// least squares
/// (Holland and Welsch 1977, doi:10.1080/03610927708827533), with coefficients that are never negative. No randomness:
/// the same rows give the same bits.
final class RelativeFit {
    private static final int ROUNDS = 60;

    /// Relative error below which a row pulls no harder.
    private static final double FLOOR_FRACTION = 0.02;

    private RelativeFit() {}

    /// The coefficients, in the order of the formulas' terms; 0 for a term that no row has.
    ///
    /// @param formulas of one figure, one for each row
    /// @param figures what was measured, above 0
    static double[] of(List<Formula> formulas, double[] figures) {
        double[][] relative = relative(formulas, figures);
        int columns = relative[0].length;
        double[] scales = scales(relative);
        double[] weights = new double[figures.length];
        Arrays.fill(weights, 1);
        double[] coefficients = new double[columns];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] weighted = new double[figures.length][columns];
            for (int row = 0; row < figures.length; row++) {
                for (int column = 0; column < columns; column++) {
                    weighted[row][column] = weights[row] * relative[row][column] / scales[column];
                }
            }
            double[] solved = NonNegativeLeastSquares.solve(weighted, weights);
            for (int column = 0; column < columns; column++) {
                coefficients[column] = solved[column] / scales[column];
            }
            for (int row = 0; row < figures.length; row++) {
                double error = Math.abs(product(relative[row], coefficients) - 1);
                weights[row] = 1 / Math.sqrt(Math.max(error, FLOOR_FRACTION));
            }
        }
        return coefficients;
    }

    /// Amounts over what was measured: a perfect fit makes each row's sum 1.
    private static double[][] relative(List<Formula> formulas, double[] figures) {
        double[][] relative = new double[figures.length][];
        for (int row = 0; row < figures.length; row++) {
            double figure = figures[row];
            relative[row] = formulas.get(row).terms().stream()
                    .mapToDouble(term -> term.amount() / figure)
                    .toArray();
        }
        return relative;
    }

    private static double[] scales(double[][] rows) {
        double[] scales = new double[rows[0].length];
        for (double[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                scales[column] = Math.max(scales[column], row[column]);
            }
        }
        return Arrays.stream(scales).map(scale -> scale == 0 ? 1 : scale).toArray();
    }

    static double product(double[] amounts, double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            sum += amounts[i] * coefficients[i];
        }
        return sum;
    }
}
