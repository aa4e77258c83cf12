package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// What every problem and its operators must keep to for the search to be right and repeatable.
///
/// @param <G> the genome
public abstract class ProblemContract<G extends Genome<G>> {

    private static final int SAMPLES = 300;

    /// The problem under test.
    protected abstract Problem<G> problem();

    /// Whether a genome lies in the space of the problem.
    protected abstract boolean isLegal(G genes);

    @Test
    void operators_stayInTheSpaceAndLeaveParentsAlone() {
        Operators<G> operators = problem().operators();
        RandomGenerator random = seeded(1);
        for (int i = 0; i < SAMPLES; i++) {
            G first = operators.random(random);
            G second = operators.random(random);
            String before = first + " " + second;
            Operators.Children<G> children = operators.cross(first, second, random);
            G mutant = operators.mutate(first, random);
            for (G genes : List.of(first, second, children.first(), children.second(), mutant)) {
                assertTrue(isLegal(genes), genes::toString);
            }
            assertEquals(before, first + " " + second);
        }
        assertTrue(operators.crossoverProbability() >= 0 && operators.crossoverProbability() <= 1);
    }

    @Test
    void operators_areAFunctionOfTheSeed() {
        assertEquals(someGenomes(7), someGenomes(7));
    }

    @Test
    void mutation_mostlyChangesTheGenome() {
        RandomGenerator random = seeded(3);
        Operators<G> operators = problem().operators();
        int changed = 0;
        for (int i = 0; i < SAMPLES; i++) {
            G genes = operators.random(random);
            changed += operators.mutate(genes, random).equals(genes) ? 0 : 1;
        }
        assertTrue(changed > SAMPLES / 2, changed + " of " + SAMPLES);
    }

    @Test
    void evaluation_isAPureFunctionOnAnyThread() {
        Problem<G> problem = problem();
        List<G> genomes = someGenomes(11);
        double[][] first = new double[genomes.size()][problem.objectiveCount() + 1];
        double[][] second = new double[genomes.size()][problem.objectiveCount() + 1];
        for (int i = 0; i < genomes.size(); i++) {
            first[i][problem.objectiveCount()] = problem.evaluate(genomes.get(i), first[i]);
        }
        java.util.stream.IntStream.range(0, genomes.size())
                .parallel()
                .forEach(i -> second[i][problem.objectiveCount()] = problem.evaluate(genomes.get(i), second[i]));
        for (int i = 0; i < genomes.size(); i++) {
            assertArrayEquals(first[i], second[i]);
            assertTrue(first[i][problem.objectiveCount()] >= 0);
        }
    }

    @Test
    void repair_isIdempotentAndLegal() {
        for (G genes : someGenomes(13)) {
            G repaired = problem().repair(genes);
            assertTrue(isLegal(repaired));
            assertEquals(repaired, problem().repair(repaired));
        }
    }

    @Test
    void seeds_areLegal() {
        assertTrue(problem().seeds().stream().allMatch(this::isLegal));
    }

    @Test
    void search_isTheSameWithAnyNumberOfWorkers() {
        SearchResult<G> alone = search(Workers.alone());
        try (var executor = java.util.concurrent.Executors.newFixedThreadPool(7)) {
            SearchResult<G> eight = search(new Workers(executor, 8));
            assertEquals(alone.front().toString(), eight.front().toString());
            assertEquals(alone, eight);
        }
    }

    private SearchResult<G> search(Workers workers) {
        return new ElitistSearch<>(problem(), Settings.defaults().withPopulationSize(20), seeded(5), workers)
                .run(StopRule.evaluations(1500), _ -> {});
    }

    private List<G> someGenomes(long seed) {
        RandomGenerator random = seeded(seed);
        Operators<G> operators = problem().operators();
        List<G> genomes = new ArrayList<>();
        while (genomes.size() < SAMPLES) {
            G genes = operators.random(random);
            genomes.add(genes);
            genomes.add(operators.mutate(genes, random));
            genomes.add(operators.cross(genes, genomes.getFirst(), random).first());
        }
        return genomes;
    }

    private static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
