package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The search against the true front of spaces that can be enumerated.
class FoldingSpaceTest extends ProblemContract<IntegerGenes> {

    @Override
    protected Problem<IntegerGenes> problem() {
        return FoldingSpace.ofThousands();
    }

    @Override
    protected boolean isLegal(IntegerGenes genes) {
        int[] cardinalities = FoldingSpace.ofThousands().cardinalities();
        boolean legal = genes.length() == cardinalities.length;
        for (int i = 0; i < genes.length(); i++) {
            legal &= genes.get(i) >= 0 && genes.get(i) < cardinalities[i];
        }
        return legal;
    }

    @Test
    void search_untilNothingIsNew_findsTheWholeFront() {
        FoldingSpace space = FoldingSpace.ofThousands();
        SearchResult<IntegerGenes> result = search(space, 1, _ -> java.util.Optional.empty());
        assertEquals(space.enumerate().entries(), result.front());
        assertEquals("no new genome found", result.stopReason());
        assertTrue(result.evaluations() <= space.size());
    }

    @Test
    void search_ofTwoPercentOfAMillion_finds999PerMilleOfTheHypervolume() {
        FoldingSpace space = FoldingSpace.ofAMillion();
        List<Entry<IntegerGenes>> truth = space.enumerate().entries();
        double[] shares = LongStream.rangeClosed(1, 10)
                .mapToDouble(seed -> share(search(space, seed, StopRule.evaluations(space.size() / 50)), truth))
                .sorted()
                .toArray();
        assertTrue((shares[4] + shares[5]) / 2 >= 0.999, () -> java.util.Arrays.toString(shares));
    }

    private static SearchResult<IntegerGenes> search(FoldingSpace space, long seed, StopRule stop) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return new ElitistSearch<>(space, Settings.defaults(), random, Workers.alone()).run(stop, _ -> {});
    }

    private static double share(SearchResult<IntegerGenes> result, List<Entry<IntegerGenes>> truth) {
        double[] reference = new double[3];
        for (Entry<IntegerGenes> entry : truth) {
            for (int k = 0; k < reference.length; k++) {
                reference[k] = Math.max(reference[k], 1.1 * entry.objective(k));
            }
        }
        return volume(result.front(), reference) / volume(truth, reference);
    }

    private static double volume(List<Entry<IntegerGenes>> front, double[] reference) {
        return Hypervolume.of(front.stream().map(Entry::objectives).toArray(double[][]::new), reference);
    }
}
