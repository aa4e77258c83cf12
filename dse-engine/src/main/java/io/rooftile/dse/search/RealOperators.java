package io.rooftile.dse.search;

import java.util.random.RandomGenerator;

/// Operators for real genes within bounds: simulated binary crossover and polynomial mutation, both
/// bounded.
///
/// Sources: SBX, Deb and Agrawal, Complex Systems 9 (1995) 115-148; the bounded forms as in Deb, Pratap,
/// Agarwal and Meyarivan 2002, <https://doi.org/10.1109/4235.996017>, and the authors' published
/// implementation. Crossover index 15, mutation index 20 and mutation probability `1/n` are the usual
/// benchmark settings. Their mutations find the region of the front but sharpen it slowly, because a step
/// of index 20 is a few per cent of the range; so three in ten are fine ones of index 1000, whose steps are
/// some 50 times smaller.
public final class RealOperators implements Operators<RealGenes> {

    private static final double CROSSOVER_INDEX = 15;
    private static final double COARSE_MUTATION_INDEX = 20;
    private static final double FINE_MUTATION_INDEX = 1000;
    private static final double FINE_SHARE = 0.3;
    private static final double SAME = 1e-14;

    private final double[] lower;
    private final double[] upper;

    private RealOperators(double[] lower, double[] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /// Operators for genes `lower[i]..upper[i]`.
    ///
    /// @throws IllegalArgumentException when the bounds differ in number or cross
    public static RealOperators of(double[] lower, double[] upper) {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException(
                    "as many upper as lower bounds needed, but there are " + upper.length + " and " + lower.length);
        }
        for (int gene = 0; gene < lower.length; gene++) {
            if (!(lower[gene] < upper[gene])) {
                throw new IllegalArgumentException("lower bound of gene " + gene + " must be below its upper bound "
                        + upper[gene] + ", but was " + lower[gene]);
            }
        }
        return new RealOperators(lower.clone(), upper.clone());
    }

    @Override
    public RealGenes random(RandomGenerator random) {
        double[] values = new double[lower.length];
        for (int gene = 0; gene < values.length; gene++) {
            values[gene] = random.nextDouble(lower[gene], upper[gene]);
        }
        return RealGenes.of(values);
    }

    @Override
    public Children<RealGenes> cross(RealGenes first, RealGenes second, RandomGenerator random) {
        double[] a = first.toArray();
        double[] b = second.toArray();
        for (int gene = 0; gene < a.length; gene++) {
            double low = Math.min(a[gene], b[gene]);
            double high = Math.max(a[gene], b[gene]);
            if (random.nextBoolean() && high - low > SAME) {
                double u = random.nextDouble();
                double towardsLow = spread(u, 1 + 2 * (low - lower[gene]) / (high - low));
                double towardsHigh = spread(u, 1 + 2 * (upper[gene] - high) / (high - low));
                double below = clamp(gene, 0.5 * (low + high - towardsLow * (high - low)));
                double above = clamp(gene, 0.5 * (low + high + towardsHigh * (high - low)));
                boolean swapped = random.nextBoolean();
                a[gene] = swapped ? above : below;
                b[gene] = swapped ? below : above;
            }
        }
        return new Children<>(RealGenes.of(a), RealGenes.of(b));
    }

    @Override
    public double crossoverProbability() {
        return 0.9; // source: Deb et al. 2002, section IV
    }

    @Override
    public RealGenes mutate(RealGenes genes, RandomGenerator random) {
        double[] values = genes.toArray();
        for (int gene = 0; gene < values.length; gene++) {
            if (random.nextDouble() * values.length < 1) {
                double range = upper[gene] - lower[gene];
                double index = random.nextDouble() < FINE_SHARE ? FINE_MUTATION_INDEX : COARSE_MUTATION_INDEX;
                double step = step(
                        index,
                        random.nextDouble(),
                        (values[gene] - lower[gene]) / range,
                        (upper[gene] - values[gene]) / range);
                values[gene] = clamp(gene, values[gene] + step * range);
            }
        }
        return RealGenes.of(values);
    }

    /// The spread factor of SBX for the uniform number `u`, when a factor of `limit` would reach the bound.
    private static double spread(double u, double limit) {
        double exponent = 1 / (CROSSOVER_INDEX + 1);
        double alpha = 2 - Math.pow(limit, -(CROSSOVER_INDEX + 1));
        return u <= 1 / alpha ? Math.pow(u * alpha, exponent) : Math.pow(1 / (2 - u * alpha), exponent);
    }

    /// The step of polynomial mutation, as a fraction of the gene's range, from the distances to both
    /// bounds.
    private static double step(double index, double u, double below, double above) {
        double power = index + 1;
        return u < 0.5
                ? Math.pow(2 * u + (1 - 2 * u) * Math.pow(1 - below, power), 1 / power) - 1
                : 1 - Math.pow(2 * (1 - u) + (2 * u - 1) * Math.pow(1 - above, power), 1 / power);
    }

    private double clamp(int gene, double value) {
        return Math.clamp(value, lower[gene], upper[gene]);
    }
}
