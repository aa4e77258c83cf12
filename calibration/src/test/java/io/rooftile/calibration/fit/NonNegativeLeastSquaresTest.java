package io.rooftile.calibration.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class NonNegativeLeastSquaresTest {
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
}
