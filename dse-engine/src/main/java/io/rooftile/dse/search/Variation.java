package io.rooftile.dse.search;

import io.jenetics.Alterer;
import io.jenetics.AltererResult;
import io.jenetics.AnyGene;
import io.jenetics.Phenotype;
import io.jenetics.util.ISeq;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The Jenetics alterer that makes offspring: half by stepping to the archive's unknown neighbours
/// ([Neighbourhood]), the others of parents by crossover of pairs and mutation; all repaired, and nothing seen before.
///
/// A child that equals any genome made earlier is mutated further, then replaced by a random one, then
/// given up; so no genome is evaluated twice as long as it is remembered ([Visited]), and a generation without a single
/// new genome means that the space is exhausted.
///
/// @param <G> the genome
final class Variation<G extends Genome<G>> implements Alterer<AnyGene<G>, Evaluation> {

    /// Share of a generation that are neighbours of the archive's, while there are unknown ones. The other half keeps
    /// the search from settling for a part of the front that no single step leads out of.
    private static final double NEIGHBOURS = 0.5;

    private static final int MUTATIONS = 8;
    private static final int DRAWS = 8;

    private final Problem<G> problem;
    private final Operators<G> operators;
    private final double crossoverProbability;
    private final Neighbourhood<G> neighbourhood;
    private final RandomGenerator random;
    private final Visited visited = new Visited();

    Variation(Problem<G> problem, ParetoArchive<G> archive, RandomGenerator random) {
        this.problem = problem;
        this.operators = problem.operators();
        this.crossoverProbability = operators.crossoverProbability();
        this.neighbourhood = new Neighbourhood<>(operators, archive, random);
        this.random = random;
    }

    @Override
    public AltererResult<AnyGene<G>, Evaluation> alter(
            Seq<Phenotype<AnyGene<G>, Evaluation>> parents, long generation) {
        List<Phenotype<AnyGene<G>, Evaluation>> offspring = new ArrayList<>(parents.size());
        neighbourhood.refresh();
        for (int i = 0; i < parents.size() * NEIGHBOURS; i++) {
            neighbourhood.next(this::unseen).ifPresent(g -> offspring.add(born(g, generation)));
        }
        for (int i = 0; offspring.size() < parents.size() && i < parents.size(); i += 2) {
            G first = Genotypes.genes(parents.get(i).genotype());
            G second = Genotypes.genes(parents.get((i + 1) % parents.size()).genotype());
            Operators.Children<G> children = random.nextDouble() < crossoverProbability
                    ? operators.cross(first, second, random)
                    : new Operators.Children<>(first, second);
            unseenNear(operators.mutate(children.first(), random)).ifPresent(g -> offspring.add(born(g, generation)));
            if (offspring.size() < parents.size()) {
                unseenNear(operators.mutate(children.second(), random))
                        .ifPresent(g -> offspring.add(born(g, generation)));
            }
        }
        return new AltererResult<>(ISeq.of(offspring), offspring.size());
    }

    /// The given genome repaired, unless it was seen before.
    Optional<G> unseen(G genes) {
        G repaired = problem.repair(genes);
        return visited.add(repaired.fingerprint()) ? Optional.of(repaired) : Optional.empty();
    }

    /// A random genome not seen before, unless some draws do not find one.
    Optional<G> unseenRandom() {
        for (int i = 0; i < DRAWS; i++) {
            Optional<G> found = unseen(operators.random(random));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    Phenotype<AnyGene<G>, Evaluation> born(G genes, long generation) {
        return Phenotype.of(Genotypes.of(genes), generation);
    }

    private Optional<G> unseenNear(G genes) {
        G candidate = genes;
        for (int i = 0; i < MUTATIONS; i++) {
            Optional<G> found = unseen(candidate);
            if (found.isPresent()) {
                return found;
            }
            candidate = operators.mutate(candidate, random);
        }
        return unseenRandom();
    }
}
