package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurvivorsTest {

    @Test
    void groups_areFrontsThenCopiesThenInfeasibleByViolation() {
        Evaluation[] population = {
            feasible(3, 3), // 0: dominated by 1
            feasible(2, 2), // 1: front
            infeasible(0.5), // 2
            feasible(2, 2), // 3: copy of 1
            infeasible(0.1), // 4
            feasible(1, 4), // 5: front
            infeasible(0.5), // 6
        };
        List<int[]> groups = Ranking.groups(population);
        assertEquals(5, groups.size());
        assertArrayEquals(new int[] {5, 1}, groups.get(0));
        assertArrayEquals(new int[] {0}, groups.get(1));
        assertArrayEquals(new int[] {3}, groups.get(2));
        assertArrayEquals(new int[] {4}, groups.get(3));
        assertArrayEquals(new int[] {2, 6}, groups.get(4));
    }

    /// The first front is what nobody dominates; the next one is the first front of the rest, and so on.
    @Test
    void groups_ofRandomPoints_equalRepeatedPeeling() {
        for (long seed = 1; seed <= 20; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Evaluation[] population = new Evaluation[120];
            Arrays.setAll(population, i -> feasible(random.nextDouble(), random.nextDouble(), i % 3));
            List<Integer> rest = new java.util.ArrayList<>(
                    IntStream.range(0, population.length).boxed().toList());
            for (int[] group : Ranking.groups(population)) {
                List<Integer> front = rest.stream()
                        .filter(i -> rest.stream().noneMatch(j -> dominates(population[j], population[i])))
                        .toList();
                assertEquals(front, Arrays.stream(group).sorted().boxed().toList(), "seed " + seed);
                rest.removeAll(front);
            }
            assertTrue(rest.isEmpty());
        }
    }

    @Test
    void of_moreThanRoom_dropsTheMostCrowdedOfTheLastFront() {
        // On one line at 0, 1, 2, 10, 11.5, 20: the two nearest of 1 are 1 and 1 away, of 10 and 11.5 farther.
        double[] x = {0, 1, 2, 10, 11.5, 20};
        Evaluation[] population =
                Arrays.stream(x).mapToObj(value -> feasible(value, 20 - value)).toArray(Evaluation[]::new);
        assertEquals(List.of(0, 2, 3, 4, 5), members(Survivors.of(population, 5)));
        assertEquals(List.of(0, 2, 4, 5), members(Survivors.of(population, 4)));
        assertEquals(List.of(0, 5), members(Survivors.of(population, 2)));
        assertEquals(6, Survivors.of(population, 9).size());
    }

    @Test
    void evaluation_outOfRange_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> infeasible(-1));
        assertThrows(IllegalArgumentException.class, () -> infeasible(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> feasible(1, Double.POSITIVE_INFINITY));
    }

    private static List<Integer> members(Survivors survivors) {
        return IntStream.range(0, survivors.size())
                .mapToObj(survivors::member)
                .sorted()
                .toList();
    }

    private static boolean dominates(Evaluation a, Evaluation b) {
        return Dominance.of(a.objectives(), b.objectives()) == Dominance.BETTER;
    }

    private static Evaluation feasible(double... objectives) {
        return new Evaluation(objectives, 0);
    }

    private static Evaluation infeasible(double violation) {
        return new Evaluation(new double[] {0, 0}, violation);
    }
}
