package io.rooftile.calibration.published;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.costmodel.published.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class RelativeFitTest {
    @Test
    void solve_ofTwoColumns_isTheLeastSquares() {
        // Exact: x = 2, y = 3.
        double[] x = NonNegativeLeastSquares.solve(new double[][] {{1, 0}, {1, 1}, {0, 2}}, new double[] {2, 5, 6});
        assertArrayEquals(new double[] {2, 3}, x, 1e-9);
    }

    @Test
    void solve_whereOneWouldBeNegative_leavesItOut() {
        // Unconstrained x = 3, y = -1; with y = 0 the best x is (3 + 2) / 2.
        double[] x = NonNegativeLeastSquares.solve(new double[][] {{1, 0}, {1, 1}}, new double[] {3, 2});
        assertArrayEquals(new double[] {2.5, 0}, x, 1e-9);
    }

    /// The conditions of Kuhn and Tucker: no coefficient is negative, no gradient pulls one that is 0 upwards, and none
    /// pulls one that is free.
    @Test
    void solve_ofRandomSystems_isOptimal() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int trial = 0; trial < 200; trial++) {
            double[][] a = new double[9][4];
            double[] b = new double[9];
            for (int row = 0; row < 9; row++) {
                for (int column = 0; column < 4; column++) {
                    a[row][column] = random.nextDouble() - 0.3;
                }
                b[row] = random.nextDouble() * 2 - 0.5;
            }
            double[] x = NonNegativeLeastSquares.solve(a, b);
            for (int column = 0; column < 4; column++) {
                double gradient = 0;
                for (int row = 0; row < 9; row++) {
                    gradient += a[row][column] * (b[row] - RelativeFit.product(a[row], x));
                }
                assertTrue(x[column] >= 0, "trial " + trial);
                assertTrue(gradient < 1e-7, "trial " + trial + ", gradient " + gradient);
                assertTrue(x[column] == 0 || Math.abs(gradient) < 1e-7, "trial " + trial + ", gradient " + gradient);
            }
        }
    }

    private static Formula line(double amount) {
        return Formula.of("set", "section", "y").plus("slope", "1", amount).plus("offset", "1", 1);
    }

    @Test
    void fit_withOneRowFarOff_followsTheOthers() {
        List<Formula> formulas = new ArrayList<>();
        double[] figures = new double[11];
        for (int i = 0; i < 11; i++) {
            formulas.add(line(i + 1));
            figures[i] = 3 * (i + 1) + 5;
        }
        figures[4] *= 20;
        double[] fitted = RelativeFit.of(formulas, figures);
        assertEquals(3, fitted[0], 0.02);
        assertEquals(5, fitted[1], 0.05);
    }

    @Test
    void fit_weighsRelativeErrors() {
        // Middle of the relative errors, not of the figures: three of four rows say 2, the largest says 3.
        List<Formula> formulas = new ArrayList<>();
        double[] amounts = {1, 10, 100, 1000};
        double[] figures = {2, 20, 200, 3000};
        for (double amount : amounts) {
            formulas.add(Formula.of("set", "section", "y").plus("slope", "1", amount));
        }
        assertEquals(2, RelativeFit.of(formulas, figures)[0], 0.02);
    }

    @Test
    void fit_ofATermThatNoRowHas_isZero() {
        List<Formula> formulas = List.of(
                Formula.of("set", "section", "y").plus("a", "1", 2).plus("b", "1", 0),
                Formula.of("set", "section", "y").plus("a", "1", 3).plus("b", "1", 0));
        assertArrayEquals(new double[] {5, 0}, RelativeFit.of(formulas, new double[] {10, 15}), 1e-9);
    }
}
