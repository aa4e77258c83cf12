package io.rooftile.calibration.fit;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/// Least squares with coefficients that are never negative: Lawson and Hanson, Solving Least Squares Problems (1974),
/// algorithm NNLS, chapter 23, on the normal equations (there are few columns, and they are scaled alike).
final class NonNegativeLeastSquares {
    private static final double TOLERANCE = 1e-9;

    private final RealMatrix gram;
    private final double[] projection;

    private NonNegativeLeastSquares(RealMatrix gram, double[] projection) {
        this.gram = gram;
        this.projection = projection;
    }

    /// The `x >= 0` that minimises `|a x - b|`.
    static double[] solve(double[][] a, double[] b) {
        RealMatrix matrix = new Array2DRowRealMatrix(a, false);
        RealMatrix transposed = matrix.transpose();
        return new NonNegativeLeastSquares(transposed.multiply(matrix), transposed.operate(b)).solve();
    }

    private double[] solve() {
        int columns = projection.length;
        boolean[] isFree = new boolean[columns];
        double[] x = new double[columns];
        // Each round frees one column; more rounds than this can only come from rounding.
        for (int round = 0; round < 3 * columns; round++) {
            int steepest = steepest(x, isFree);
            if (steepest < 0) {
                return x;
            }
            isFree[steepest] = true;
            x = feasible(x, isFree);
        }
        return x;
    }

    private int steepest(double[] x, boolean[] isFree) {
        double[] product = gram.operate(x);
        int best = -1;
        double most = TOLERANCE;
        for (int column = 0; column < x.length; column++) {
            double gradient = projection[column] - product[column];
            if (!isFree[column] && gradient > most) {
                best = column;
                most = gradient;
            }
        }
        return best;
    }

    /// Solves for the free columns, and takes out those that would turn negative.
    private double[] feasible(double[] start, boolean[] isFree) {
        double[] x = start.clone();
        while (true) {
            double[] wanted = unconstrained(isFree);
            double step = 1;
            for (int column = 0; column < x.length; column++) {
                if (isFree[column] && wanted[column] < 0) {
                    step = Math.min(step, x[column] / (x[column] - wanted[column]));
                }
            }
            if (step == 1) {
                return wanted;
            }
            for (int column = 0; column < x.length; column++) {
                x[column] += step * (wanted[column] - x[column]);
                if (isFree[column] && x[column] <= TOLERANCE) {
                    x[column] = 0;
                    isFree[column] = false;
                }
            }
        }
    }

    private double[] unconstrained(boolean[] isFree) {
        double[] x = new double[isFree.length];
        int[] free = IntStream.range(0, isFree.length).filter(i -> isFree[i]).toArray();
        if (free.length == 0) {
            return x;
        }
        double[] right = IntStream.of(free).mapToDouble(i -> projection[i]).toArray();
        double[] solved = new SingularValueDecomposition(gram.getSubMatrix(free, free))
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
        for (int i = 0; i < free.length; i++) {
            x[free[i]] = solved[i];
        }
        return x;
    }
}
