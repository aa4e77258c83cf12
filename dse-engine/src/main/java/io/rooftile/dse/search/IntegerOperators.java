package io.rooftile.dse.search;

import java.util.random.RandomGenerator;

/// Generic operators for integer genes, each gene `i` in `0..cardinality_i-1`.
///
/// Crossover: with equal chance uniform (each gene swapped with probability 1/2) or of one segment
/// (two-point), because neighbouring genes often belong together. Mutation: at least one gene, each with
/// probability `1/n` otherwise; half of the mutated genes step to a neighbour (values are taken as
/// ordered), half are drawn anew. Genes of cardinality 1 are never chosen.
public final class IntegerOperators implements Operators<IntegerGenes> {

    private final int[] cardinalities;
    private final int[] free;

    private IntegerOperators(int[] cardinalities) {
        this.cardinalities = cardinalities;
        this.free = java.util.stream.IntStream.range(0, cardinalities.length)
                .filter(gene -> cardinalities[gene] > 1)
                .toArray();
    }

    /// Operators for genes of these cardinalities, each at least 1.
    ///
    /// @throws IllegalArgumentException when a cardinality is below 1
    public static IntegerOperators of(int... cardinalities) {
        for (int gene = 0; gene < cardinalities.length; gene++) {
            if (cardinalities[gene] < 1) {
                throw new IllegalArgumentException(
                        "cardinality of gene " + gene + " must be at least 1, but was " + cardinalities[gene]);
            }
        }
        return new IntegerOperators(cardinalities.clone());
    }

    @Override
    public IntegerGenes random(RandomGenerator random) {
        int[] values = new int[cardinalities.length];
        for (int gene : free) {
            values[gene] = random.nextInt(cardinalities[gene]);
        }
        return IntegerGenes.of(values);
    }

    @Override
    public Children<IntegerGenes> cross(IntegerGenes first, IntegerGenes second, RandomGenerator random) {
        int[] a = first.toArray();
        int[] b = second.toArray();
        if (random.nextBoolean()) {
            for (int gene : free) {
                if (random.nextBoolean()) {
                    swap(a, b, gene);
                }
            }
        } else {
            int p = random.nextInt(a.length + 1);
            int q = random.nextInt(a.length + 1);
            for (int gene = Math.min(p, q); gene < Math.max(p, q); gene++) {
                swap(a, b, gene);
            }
        }
        return new Children<>(IntegerGenes.of(a), IntegerGenes.of(b));
    }

    @Override
    public IntegerGenes mutate(IntegerGenes genes, RandomGenerator random) {
        if (free.length == 0) {
            return genes;
        }
        int[] values = genes.toArray();
        int certain = random.nextInt(free.length);
        double probability = 1.0 / free.length;
        for (int i = 0; i < free.length; i++) {
            if (i == certain || random.nextDouble() < probability) {
                int gene = free[i];
                values[gene] = random.nextBoolean()
                        ? neighbour(gene, values[gene], random)
                        : redrawn(gene, values[gene], random);
            }
        }
        return IntegerGenes.of(values);
    }

    /// One step up or down, turned round at the ends.
    private int neighbour(int gene, int value, RandomGenerator random) {
        int last = cardinalities[gene] - 1;
        if (value == 0) {
            return 1;
        }
        return value == last || random.nextBoolean() ? value - 1 : value + 1;
    }

    /// Any other value.
    private int redrawn(int gene, int value, RandomGenerator random) {
        int other = random.nextInt(cardinalities[gene] - 1);
        return other < value ? other : other + 1;
    }

    private static void swap(int[] a, int[] b, int gene) {
        int held = a[gene];
        a[gene] = b[gene];
        b[gene] = held;
    }
}
