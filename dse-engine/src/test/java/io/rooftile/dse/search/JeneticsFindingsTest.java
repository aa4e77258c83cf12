package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenetics.DoubleGene;
import io.jenetics.ext.SimulatedBinaryCrossover;
import io.jenetics.ext.moea.Pareto;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.DoubleRange;
import io.jenetics.util.ISeq;
import io.jenetics.util.MSeq;
import io.jenetics.util.RandomRegistry;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What `docs/decisions/0001-elitist-search.md` says of Jenetics 9.0.0, so that a later version that
/// differs is noticed.
class JeneticsFindingsTest {

    private static final DoubleRange UNIT = new DoubleRange(0, 1);

    /// Children of 0.6 and 0.8 should average 0.7; Jenetics' average about half the difference, clamped at
    /// 0.
    @Test
    void simulatedBinaryCrossover_centresOnTheDifferenceOfTheParents() {
        double mean = RandomRegistry.with(random()).call(() -> {
            var crossover = new OpenedCrossover();
            double sum = 0;
            int changed = 0;
            for (int i = 0; i < 10_000; i++) {
                MSeq<DoubleGene> first = MSeq.of(DoubleGene.of(0.8, UNIT));
                crossover.apply(first, MSeq.of(DoubleGene.of(0.6, UNIT)));
                if (first.get(0).doubleValue() != 0.8) {
                    sum += first.get(0).doubleValue();
                    changed++;
                }
            }
            return sum / changed;
        });
        assertEquals(0.1, mean, 0.02);
    }

    @Test
    void ownCrossover_keepsTheMeanOfTheParents() {
        RandomGenerator random = random();
        RealOperators operators = RealOperators.of(new double[] {0}, new double[] {1});
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            var children = operators.cross(RealGenes.of(0.8), RealGenes.of(0.6), random);
            sum += children.first().get(0) + children.second().get(0);
        }
        assertEquals(0.7, sum / 20_000, 0.005);
    }

    /// Minimising reverses the order of the elements but not the sign of their distance, so no inner point
    /// gets any.
    @Test
    void crowdingDistance_whenMinimising_isZeroInside() {
        ISeq<Vec<double[]>> front = ISeq.of(Vec.of(0.0, 9.0), Vec.of(1.0, 8.0), Vec.of(5.0, 3.0), Vec.of(9.0, 0.0));
        double[] maximising = Pareto.crowdingDistance(front, Vec::compare, Vec::distance, Vec::length);
        double[] minimising = Pareto.crowdingDistance(front, (u, v, i) -> v.compare(u, i), Vec::distance, Vec::length);
        assertTrue(maximising[1] > 0 && maximising[2] > 0);
        assertEquals(0, minimising[1], 0);
        assertEquals(0, minimising[2], 0);
    }

    /// The table of the decision record: some minutes, so only on request (`-Drooftile.experiments=true`).
    @Test
    @EnabledIfSystemProperty(named = "rooftile.experiments", matches = "true")
    void hypervolume_ofJeneticsOwnParts(TestReporter reporter) {
        double[] lower = new double[10];
        double[] upper = new double[10];
        Arrays.fill(lower, 1, 10, -5);
        Arrays.fill(upper, 1, 10, 5);
        upper[0] = 1;
        double[] ones = new double[12];
        Arrays.fill(ones, 1);
        for (int remedies = 0; remedies < 16; remedies++) {
            StockJenetics variant = new StockJenetics(
                    (remedies & 8) != 0, (remedies & 1) != 0, (remedies & 4) != 0, (remedies & 2) != 0);
            double zdt4 = median(seed -> variant.hypervolume(new Zdt4(), lower, upper, 25_000, seed));
            double dtlz2 = median(seed -> variant.hypervolume(new Dtlz2(), new double[12], ones, 25_000, seed));
            reporter.publishEntry(variant.toString(), "ZDT4 %.3f, DTLZ2 %.3f".formatted(zdt4, dtlz2));
        }
    }

    private static double median(java.util.function.LongToDoubleFunction figure) {
        return java.util.stream.LongStream.rangeClosed(1, 5)
                .mapToDouble(figure)
                .sorted()
                .toArray()[2];
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    }

    private static final class OpenedCrossover extends SimulatedBinaryCrossover<DoubleGene, Double> {

        OpenedCrossover() {
            super(1, 15);
        }

        void apply(MSeq<DoubleGene> first, MSeq<DoubleGene> second) {
            crossover(first, second);
        }
    }
}
