package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypervolumeTest {

    @Test
    void of_twoObjectives_isTheStaircaseArea() {
        // Boxes up to (5, 7): 4 x 1 from (1, 6), 3 x 4 from (2, 3), 1 x 5 from (4, 2); union = 4*1 + 3*3 + 1*1.
        double[][] points = {{4, 2}, {1, 6}, {2, 3}};
        assertEquals(14, Hypervolume.of(points, new double[] {5, 7}), 1e-12);
    }

    @Test
    void of_threeObjectives_isTheUnionOfTwoBoxes() {
        // 2x3x4 and 3x1x2 boxes to (4, 5, 6) that share 2x1x2.
        double[][] points = {{2, 2, 2}, {1, 4, 4}};
        assertEquals(24 + 6 - 4, Hypervolume.of(points, new double[] {4, 5, 6}), 1e-12);
    }

    @Test
    void of_pointsNotBelowTheReference_addNothing() {
        double[][] points = {{1, 2, 3}, {0, 9, 0}, {4, 0, 0}};
        assertEquals(3 * 2 * 1, Hypervolume.of(points, new double[] {4, 4, 4}), 1e-12);
        assertEquals(0, Hypervolume.of(new double[0][], new double[] {4, 4, 4}), 0);
    }

    @Test
    void of_wrongShapes_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Hypervolume.of(new double[][] {{1}}, new double[] {2}));
        assertThrows(
                IllegalArgumentException.class, () -> Hypervolume.of(new double[][] {{1, 2, 3}}, new double[] {4, 4}));
    }

    /// The union of boxes by inclusion and exclusion over all subsets, on coarse values so that points tie
    /// and repeat.
    @ParameterizedTest(name = "{0} objectives, {1} points")
    @CsvSource({"2, 9", "3, 9", "4, 10", "5, 10", "6, 9"})
    void of_randomPoints_equalsInclusionExclusion(int dimensions, int count) {
        for (long seed = 1; seed <= 40; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            double[] reference = new double[dimensions];
            for (int k = 0; k < dimensions; k++) {
                reference[k] = 6 + k;
            }
            double[][] points = new double[count][dimensions];
            for (double[] point : points) {
                for (int k = 0; k < dimensions; k++) {
                    point[k] = random.nextInt(7);
                }
            }
            assertEquals(
                    inclusionExclusion(points, reference), Hypervolume.of(points, reference), 1e-6, "seed " + seed);
        }
    }

    /// Points on the positive octant of the unit sphere: the covered share of the unit cube, by counting
    /// random samples.
    @ParameterizedTest(name = "{0} objectives")
    @CsvSource({"2", "3", "4", "5", "6"})
    void of_aSphericalFront_agreesWithMonteCarlo(int dimensions) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        double[][] points = new double[60][dimensions];
        for (double[] point : points) {
            double norm = 0;
            for (int k = 0; k < dimensions; k++) {
                point[k] = Math.abs(random.nextGaussian());
                norm = Math.hypot(norm, point[k]);
            }
            for (int k = 0; k < dimensions; k++) {
                point[k] /= norm;
            }
        }
        double[] reference = new double[dimensions];
        java.util.Arrays.fill(reference, 1);
        int samples = 200_000;
        int covered = 0;
        double[] sample = new double[dimensions];
        for (int s = 0; s < samples; s++) {
            java.util.Arrays.setAll(sample, _ -> random.nextDouble());
            covered += isCovered(sample, points) ? 1 : 0;
        }
        // Four standard deviations of a share estimated from that many samples.
        assertEquals((double) covered / samples, Hypervolume.of(points, reference), 4 * 0.5 / Math.sqrt(samples));
    }

    private static boolean isCovered(double[] sample, double[][] points) {
        for (double[] point : points) {
            boolean covers = true;
            for (int k = 0; k < sample.length; k++) {
                covers &= point[k] <= sample[k];
            }
            if (covers) {
                return true;
            }
        }
        return false;
    }

    private static double inclusionExclusion(double[][] points, double[] reference) {
        double volume = 0;
        for (int subset = 1; subset < 1 << points.length; subset++) {
            double box = Integer.bitCount(subset) % 2 == 1 ? 1 : -1;
            for (int k = 0; k < reference.length; k++) {
                double corner = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < points.length; i++) {
                    if ((subset >> i & 1) == 1) {
                        corner = Math.max(corner, points[i][k]);
                    }
                }
                box *= Math.max(0, reference[k] - corner);
            }
            volume += box;
        }
        return volume;
    }
}
