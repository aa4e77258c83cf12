package io.rooftile.dse.search;

/// A small space of pipeline foldings, enumerable: each layer picks one divisor of its work as its
/// parallelism.
///
/// Objectives: interval (slowest layer), cost (parallelism times the layer's unit cost, plus one per layer
/// that is not folded evenly with the layer before), latency (sum). Constraint: cost within a budget. The
/// coupling between neighbours makes the front depend on whole segments of genes.
final class FoldingSpace implements Problem<IntegerGenes> {

    private final long[] work;
    private final long[] unitCost;
    private final double budget;
    private final long[][] divisors;

    FoldingSpace(long[] work, long[] unitCost, double budget) {
        this.work = work;
        this.unitCost = unitCost;
        this.budget = budget;
        this.divisors = new long[work.length][];
        for (int layer = 0; layer < work.length; layer++) {
            long n = work[layer];
            divisors[layer] = java.util.stream.LongStream.rangeClosed(1, n)
                    .filter(divisor -> n % divisor == 0)
                    .toArray();
        }
    }

    /// 10 x 12 x 10 x 12 x 9 x 10 = 1,296,000 points, about half of them within the budget.
    static FoldingSpace ofAMillion() {
        return new FoldingSpace(new long[] {48, 60, 80, 72, 36, 112}, new long[] {3, 5, 2, 7, 11, 4}, 400);
    }

    /// 6 x 8 x 9 x 10 = 4,320 points.
    static FoldingSpace ofThousands() {
        return new FoldingSpace(new long[] {12, 24, 36, 48}, new long[] {7, 3, 5, 2}, 150);
    }

    @Override
    public int objectiveCount() {
        return 3;
    }

    @Override
    public double evaluate(IntegerGenes genes, double[] objectives) {
        double interval = 0;
        double cost = 0;
        double latency = 0;
        long before = 1;
        for (int layer = 0; layer < work.length; layer++) {
            long parallelism = divisors[layer][genes.get(layer)];
            double cycles = (double) work[layer] / parallelism;
            interval = Math.max(interval, cycles);
            latency += cycles;
            boolean even = parallelism % before == 0 || before % parallelism == 0;
            cost += parallelism * unitCost[layer] + (even ? 0 : parallelism + before);
            before = parallelism;
        }
        objectives[0] = interval;
        objectives[1] = cost;
        objectives[2] = latency;
        return Math.max(0, cost - budget);
    }

    @Override
    public Operators<IntegerGenes> operators() {
        return IntegerOperators.of(cardinalities());
    }

    int[] cardinalities() {
        return java.util.Arrays.stream(divisors)
                .mapToInt(choices -> choices.length)
                .toArray();
    }

    long size() {
        return java.util.Arrays.stream(cardinalities()).asLongStream().reduce(1, Math::multiplyExact);
    }

    /// The true front, by evaluating every point.
    ParetoArchive<IntegerGenes> enumerate() {
        ParetoArchive<IntegerGenes> front = ParetoArchive.unbounded(objectiveCount());
        int[] cardinalities = cardinalities();
        int[] genes = new int[cardinalities.length];
        double[] objectives = new double[objectiveCount()];
        for (long point = 0; point < size(); point++) {
            long rest = point;
            for (int gene = 0; gene < genes.length; gene++) {
                genes[gene] = (int) (rest % cardinalities[gene]);
                rest /= cardinalities[gene];
            }
            IntegerGenes candidate = IntegerGenes.of(genes);
            if (evaluate(candidate, objectives) == 0) {
                front.offer(candidate, objectives);
            }
        }
        return front;
    }
}
