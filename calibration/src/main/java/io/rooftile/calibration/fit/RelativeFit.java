package io.rooftile.calibration.fit;

import java.util.Arrays;

/// Fits the coefficients of sums to measurements so that the sum of absolute relative errors is least: one row in
/// error, or of a thing that the sum does not know, then moves the others little. Found by reweighting least squares
/// (Holland and Welsch 1977, doi:10.1080/03610927708827533), with coefficients that are never negative. No randomness:
/// the same rows give the same bits.
public final class RelativeFit {
    private static final int ROUNDS = 60;

    /// Share of itself that a coefficient may still move by when the rounds end; none is kept to so many digits.
    private static final double SETTLED = 1e-9;

    /// Relative error below which a row pulls no harder.
    private static final double FLOOR_FRACTION = 0.02;

    private RelativeFit() {}

    /// The coefficients, in the order of the columns; 0 for a column of zeros.
    ///
    /// @param amounts a row for each figure
    /// @param figures what was measured, above 0
    /// @param expected how strongly a coefficient is held to 1, as if so many rows had measured it alone; 0
    /// where it is
    ///     not
    public static double[] of(double[][] amounts, double[] figures, double expected) {
        double[][] relative = relative(amounts, figures, expected);
        int columns = amounts[0].length;
        int rows = relative.length;
        double[] scales = scales(relative);
        double[] weights = new double[rows];
        Arrays.fill(weights, 1);
        double[] coefficients = new double[columns];
        double[] before = new double[columns];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] weighted = new double[rows][columns];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    weighted[row][column] = weights[row] * relative[row][column] / scales[column];
                }
            }
            double[] targets = weights.clone();
            for (int row = figures.length; row < rows; row++) {
                targets[row] *= expected;
            }
            double[] solved = NonNegativeLeastSquares.solve(weighted, targets);
            for (int column = 0; column < columns; column++) {
                coefficients[column] = solved[column] / scales[column];
            }
            if (isSame(coefficients, before)) {
                break;
            }
            System.arraycopy(coefficients, 0, before, 0, columns);
            for (int row = 0; row < figures.length; row++) {
                double error = Math.abs(product(relative[row], coefficients) - 1);
                weights[row] = 1 / Math.sqrt(Math.max(error, FLOOR_FRACTION));
            }
        }
        return coefficients;
    }

    private static boolean isSame(double[] now, double[] before) {
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(now[i] - before[i]) > SETTLED * Math.abs(now[i])) {
                return false;
            }
        }
        return true;
    }

    /// Amounts over what was measured: a perfect fit makes each row's sum 1. Behind them, where coefficients
    /// are expected
    /// to be 1, a row for each.
    private static double[][] relative(double[][] amounts, double[] figures, double expected) {
        int columns = amounts[0].length;
        double[][] relative = new double[figures.length + (expected > 0 ? columns : 0)][columns];
        for (int row = 0; row < figures.length; row++) {
            for (int column = 0; column < columns; column++) {
                relative[row][column] = amounts[row][column] / figures[row];
            }
        }
        for (int row = figures.length; row < relative.length; row++) {
            relative[row][row - figures.length] = expected;
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

    /// What a row's amounts and coefficients come to.
    public static double product(double[] amounts, double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            sum += amounts[i] * coefficients[i];
        }
        return sum;
    }
}
