package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ElitistSearchTest {

    /// Two genes in 0..999 that should be small and sum to at least 1500; violation is what the sum lacks.
    private static class SumAtLeast implements Problem<IntegerGenes> {

        private final Set<IntegerGenes> evaluated = new HashSet<>();
        private boolean repeated;

        @Override
        public int objectiveCount() {
            return 2;
        }

        @Override
        public double evaluate(IntegerGenes genes, double[] objectives) {
            repeated |= !evaluated.add(genes);
            objectives[0] = genes.get(0);
            objectives[1] = genes.get(1);
            return Math.max(0, 1500 - genes.get(0) - genes.get(1));
        }

        @Override
        public Operators<IntegerGenes> operators() {
            return IntegerOperators.of(1000, 1000);
        }
    }

    @Test
    void run_withAConstraint_endsOnItsBoundary() {
        SumAtLeast problem = new SumAtLeast();
        SearchResult<IntegerGenes> result = search(problem, Workers.alone(), StopRule.evaluations(20_000));
        for (Entry<IntegerGenes> entry : result.front()) {
            assertTrue(entry.objective(0) + entry.objective(1) >= 1500, entry::toString);
        }
        double[] reference = {1000, 1000};
        double[][] truth = java.util.stream.IntStream.rangeClosed(501, 999)
                .mapToObj(x -> new double[] {x, 1500 - x})
                .toArray(double[][]::new);
        double[][] found = result.front().stream().map(Entry::objectives).toArray(double[][]::new);
        double share = Hypervolume.of(found, reference) / Hypervolume.of(truth, reference);
        assertTrue(share > 0.99, () -> "share of the hypervolume " + share);
        assertEquals(100, result.population().size());
    }

    @Test
    void run_evaluatesNothingTwiceAndCountsRight() {
        SumAtLeast problem = new SumAtLeast();
        SearchResult<IntegerGenes> result = search(problem, Workers.alone(), StopRule.evaluations(5000));
        assertTrue(!problem.repeated);
        assertEquals(problem.evaluated.size(), result.evaluations());
        assertTrue(result.evaluations() >= 5000 && result.evaluations() < 5100);
    }

    @Test
    void run_evaluatesEverySeedAfterRepair() {
        List<IntegerGenes> seeds = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            seeds.add(IntegerGenes.of(999 - i, 501 + i));
        }
        SumAtLeast problem = new SumAtLeast() {
            @Override
            public List<IntegerGenes> seeds() {
                return seeds;
            }

            @Override
            public IntegerGenes repair(IntegerGenes genes) {
                return genes.get(0) % 2 == 0 ? genes : genes.with(0, genes.get(0) - 1);
            }
        };
        search(problem, Workers.alone(), StopRule.evaluations(450));
        for (IntegerGenes seed : seeds) {
            assertTrue(problem.evaluated.contains(problem.repair(seed)), seed::toString);
        }
        assertTrue(problem.evaluated.stream().allMatch(genes -> genes.get(0) % 2 == 0));
    }

    @Test
    void run_cancelled_leavesTheArchiveOfWhatWasEvaluated() {
        SumAtLeast problem = new SumAtLeast();
        var search = new ElitistSearch<>(problem, Settings.defaults(), random(), Workers.alone());
        List<Long> seen = new ArrayList<>();
        SearchResult<IntegerGenes> result =
                search.run(StopRule.cancelled(() -> seen.size() >= 3), progress -> seen.add(progress.evaluations()));
        assertEquals(List.of(100L, 200L, 300L), seen);
        assertEquals("cancelled", result.stopReason());
        assertEquals(search.archive().entries(), result.front());
    }

    @Test
    void run_withNothingFeasible_endsWithAnEmptyFrontAndTheLeastViolating() {
        SumAtLeast problem = new SumAtLeast() {
            @Override
            public double evaluate(IntegerGenes genes, double[] objectives) {
                super.evaluate(genes, objectives);
                return 1.0 + genes.get(0);
            }
        };
        SearchResult<IntegerGenes> result =
                search(problem, Workers.alone(), StopRule.stagnation(5, 1e-3).or(StopRule.evaluations(50_000)));
        assertEquals(List.of(), result.front());
        assertEquals("front unchanged for 5 generations", result.stopReason());
        int least =
                problem.evaluated.stream().mapToInt(genes -> genes.get(0)).min().orElseThrow();
        assertEquals(least, Objects.requireNonNull(result.leastViolating()).get(0));
    }

    @Test
    void run_evaluationFails_throwsItsException() {
        IllegalStateException failure = new IllegalStateException("cost model");
        Problem<IntegerGenes> problem = new SumAtLeast() {
            @Override
            public double evaluate(IntegerGenes genes, double[] objectives) {
                throw failure;
            }
        };
        try (var executor = Executors.newFixedThreadPool(2)) {
            assertSame(
                    failure,
                    assertThrows(
                            IllegalStateException.class,
                            () -> search(problem, new Workers(executor, 3), StopRule.evaluations(1000))));
        }
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Settings(3, 0.2, 100));
        assertThrows(IllegalArgumentException.class, () -> new Settings(10, 1.1, 100));
        assertThrows(IllegalArgumentException.class, () -> new Settings(10, 0.2, 9));
        assertThrows(IllegalArgumentException.class, () -> new Workers(Runnable::run, 0));
        assertThrows(IllegalArgumentException.class, () -> IntegerOperators.of(3, 0));
    }

    private static SearchResult<IntegerGenes> search(Problem<IntegerGenes> problem, Workers workers, StopRule stop) {
        return new ElitistSearch<>(problem, Settings.defaults(), random(), workers).run(stop, _ -> {});
    }

    private static java.util.random.RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    }
}
