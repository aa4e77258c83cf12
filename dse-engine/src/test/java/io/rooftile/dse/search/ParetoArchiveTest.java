package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoArchiveTest {

    @Test
    void entries_areSortedByObjectives() {
        ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(2);
        archive.offer(IntegerGenes.of(1), 3, 1);
        archive.offer(IntegerGenes.of(2), 1, 3);
        archive.offer(IntegerGenes.of(3), 2, 2);
        assertEquals(
                List.of(1.0, 2.0, 3.0),
                archive.entries().stream().map(entry -> entry.objective(0)).toList());
    }

    @Test
    void offer_equalObjectives_keepsTheSmallestGenes() {
        ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(2);
        assertTrue(archive.offer(IntegerGenes.of(0, 5), 1, 2));
        assertFalse(archive.offer(IntegerGenes.of(1, 0), 1, 2));
        assertTrue(archive.offer(IntegerGenes.of(0, 4), 1, 2));
        assertEquals(IntegerGenes.of(0, 4), archive.entries().getFirst().genes());
        assertEquals(1, archive.size());
        assertEquals(1, archive.changes());
    }

    @Test
    void offer_negativeZero_equalsZero() {
        ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(2);
        archive.offer(IntegerGenes.of(1), 0.0, 2);
        assertFalse(archive.offer(IntegerGenes.of(2), -0.0, 2));
    }

    @Test
    void offer_wrongObjectives_isRefused() {
        ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(2);
        assertThrows(IllegalArgumentException.class, () -> archive.offer(IntegerGenes.of(1), 1));
        assertThrows(IllegalArgumentException.class, () -> archive.offer(IntegerGenes.of(1), 1, Double.NaN));
        assertThrows(
                IllegalArgumentException.class, () -> archive.offer(IntegerGenes.of(1), 1, Double.POSITIVE_INFINITY));
    }

    /// Coarse values give many ties and duplicates, fine ones large fronts; each order of offers must give
    /// the same front.
    @ParameterizedTest(name = "{0} objectives, {1} values each")
    @CsvSource({"1, 50", "2, 8", "2, 1000", "3, 5", "3, 1000", "4, 4", "5, 1000", "6, 3", "6, 1000"})
    void entries_equalBruteForceInAnyOrder(int dimensions, int values) {
        for (long seed = 1; seed <= 5; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<Entry<IntegerGenes>> offers = new ArrayList<>();
            for (int i = 0; i < 1500; i++) {
                double[] objectives = new double[dimensions];
                for (int k = 0; k < dimensions; k++) {
                    objectives[k] = random.nextInt(values) * Math.pow(1000, k);
                }
                offers.add(new Entry<>(IntegerGenes.of(random.nextInt(100), i), objectives));
            }
            List<Entry<IntegerGenes>> expected = bruteForce(offers);
            for (int order = 0; order < 3; order++) {
                ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(dimensions);
                offers.forEach(offer -> archive.offer(offer.genes(), offer.objectives()));
                assertEquals(expected, archive.entries(), "seed " + seed + ", order " + order);
                assertEquals(expected.size(), archive.size());
                Collections.shuffle(offers, new Random(seed + order));
            }
        }
    }

    @Test
    void offer_improvingFronts_dropsWhatIsDominated() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        ParetoArchive<IntegerGenes> archive = ParetoArchive.unbounded(3);
        List<Entry<IntegerGenes>> offers = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            double radius = 5 - i / 1000.0 + random.nextDouble();
            double a = random.nextDouble() * Math.PI / 2;
            double b = random.nextDouble() * Math.PI / 2;
            double[] objectives = {
                -radius * Math.cos(a) * Math.cos(b), -radius * Math.cos(a) * Math.sin(b), -radius * Math.sin(a)
            };
            objectives[i % 3] += i / 1000.0;
            offers.add(new Entry<>(IntegerGenes.of(i), objectives));
            archive.offer(IntegerGenes.of(i), objectives);
        }
        assertEquals(bruteForce(offers), archive.entries());
    }

    @Test
    void bounded_staysWithinItsCapacityAndKeepsTheBestOfEachObjective() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        ParetoArchive<IntegerGenes> bounded = ParetoArchive.bounded(2, 40);
        ParetoArchive<IntegerGenes> unbounded = ParetoArchive.unbounded(2);
        for (int i = 0; i < 3000; i++) {
            double x = random.nextDouble();
            IntegerGenes genes = IntegerGenes.of(i);
            bounded.offer(genes, x, 1 - x);
            unbounded.offer(genes, x, 1 - x);
            assertTrue(bounded.size() <= 40);
        }
        assertEquals(3000, unbounded.size());
        assertEquals(unbounded.entries().getFirst(), bounded.entries().getFirst());
        assertEquals(unbounded.entries().getLast(), bounded.entries().getLast());
        // 32 evenly spread points are 1/31 apart; no gap may be much wider.
        List<Entry<IntegerGenes>> kept = bounded.entries();
        for (int i = 1; i < kept.size(); i++) {
            assertTrue(kept.get(i).objective(0) - kept.get(i - 1).objective(0) < 3.0 / 31);
        }
    }

    private static List<Entry<IntegerGenes>> bruteForce(List<Entry<IntegerGenes>> offers) {
        return offers.stream()
                .filter(candidate -> offers.stream().noneMatch(other -> excludes(other, candidate)))
                .sorted()
                .toList();
    }

    private static boolean excludes(Entry<IntegerGenes> other, Entry<IntegerGenes> candidate) {
        boolean nowhereAbove = true;
        boolean somewhereBelow = false;
        for (int k = 0; k < candidate.objectives().length; k++) {
            nowhereAbove &= other.objective(k) <= candidate.objective(k);
            somewhereBelow |= other.objective(k) < candidate.objective(k);
        }
        return nowhereAbove && (somewhereBelow || other.genes().compareTo(candidate.genes()) < 0);
    }
}
