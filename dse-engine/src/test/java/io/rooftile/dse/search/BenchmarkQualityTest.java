package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The search reaches on standard problems what MOEA Framework's NSGA-II does: 25,000 evaluations, median
/// of 5 seeds.
class BenchmarkQualityTest {

    @Test
    void zdt4_reachesTheGlobalFront() {
        assertReaches(new Zdt4(), new double[] {1.1, 1.1}, 0.867);
    }

    @Test
    void dtlz2_coversTheSphere() {
        assertReaches(new Dtlz2(), new double[] {1.1, 1.1, 1.1}, 0.703);
    }

    private static void assertReaches(Problem<RealGenes> problem, double[] reference, double target) {
        List<SearchResult<RealGenes>> results = LongStream.rangeClosed(1, 5)
                .mapToObj(seed -> run(problem, seed))
                .toList();
        double population =
                median(results.stream().map(SearchResult::population).toList(), reference);
        double archive = median(results.stream().map(SearchResult::front).toList(), reference);
        String figures = "population " + population + ", archive " + archive;
        assertTrue(population >= target, figures);
        assertTrue(archive >= population, figures);
    }

    private static SearchResult<RealGenes> run(Problem<RealGenes> problem, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return new ElitistSearch<>(problem, Settings.defaults(), random, Workers.alone())
                .run(StopRule.evaluations(25_000), _ -> {});
    }

    private static double median(List<List<Entry<RealGenes>>> fronts, double[] reference) {
        double[] volumes = fronts.stream()
                .mapToDouble(front ->
                        Hypervolume.of(front.stream().map(Entry::objectives).toArray(double[][]::new), reference))
                .sorted()
                .toArray();
        return volumes[volumes.length / 2];
    }
}
