package io.rooftile.dse.search;

import io.jenetics.AnyGene;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.Selector;
import io.jenetics.util.ISeq;
import io.jenetics.util.MSeq;
import io.jenetics.util.Seq;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The two Jenetics selectors that turn its engine into an elitist one.
///
/// The engine's population is parents and offspring of the last generation together. The survivors are the
/// best of both by [Survivors]; the parents of the next offspring are found by binary tournaments among
/// these same survivors, and a given share of them is drawn from the archive instead, whose front may be
/// much larger than the population.
///
/// @param <G> the genome
final class Elitism<G extends Genome<G>> {

    private final int survivorCount;
    private final double archiveParentFraction;
    private final ParetoArchive<G> archive;
    private final RandomGenerator random;

    private Seq<Phenotype<AnyGene<G>, Evaluation>> ranked = ISeq.empty();
    private Survivors survivors = Survivors.of(new Evaluation[0], 0);

    Elitism(Settings settings, ParetoArchive<G> archive, RandomGenerator random) {
        this.survivorCount = settings.populationSize();
        this.archiveParentFraction = settings.archiveParentFraction();
        this.archive = archive;
        this.random = random;
    }

    Selector<AnyGene<G>, Evaluation> survivors() {
        return this::survive;
    }

    Selector<AnyGene<G>, Evaluation> parents() {
        return this::mate;
    }

    private ISeq<Phenotype<AnyGene<G>, Evaluation>> survive(
            Seq<Phenotype<AnyGene<G>, Evaluation>> population, int count, Optimize optimize) {
        rank(population);
        return IntStream.range(0, survivors.size())
                .mapToObj(survivor -> population.get(survivors.member(survivor)))
                .collect(ISeq.toISeq());
    }

    private ISeq<Phenotype<AnyGene<G>, Evaluation>> mate(
            Seq<Phenotype<AnyGene<G>, Evaluation>> population, int count, Optimize optimize) {
        rank(population);
        List<Entry<G>> front = archive.members();
        MSeq<Phenotype<AnyGene<G>, Evaluation>> parents = MSeq.ofLength(count);
        for (int i = 0; i < count; i++) {
            boolean fromArchive = !front.isEmpty() && random.nextDouble() < archiveParentFraction;
            parents.set(
                    i, fromArchive ? phenotype(front.get(random.nextInt(front.size()))) : population.get(tournament()));
        }
        return parents.toISeq();
    }

    private Phenotype<AnyGene<G>, Evaluation> phenotype(Entry<G> entry) {
        return Phenotype.of(Genotypes.of(entry.genes()), 1, new Evaluation(entry.values(), 0));
    }

    private int tournament() {
        int first = random.nextInt(survivors.size());
        int second = random.nextInt(survivors.size());
        int order = survivors.compare(first, second);
        return survivors.member(order < 0 || (order == 0 && random.nextBoolean()) ? first : second);
    }

    /// The engine calls both selectors with one population; it is ranked once.
    @SuppressWarnings("ReferenceEquality") // only the very same population is known to have the same order
    private void rank(Seq<Phenotype<AnyGene<G>, Evaluation>> population) {
        if (population != ranked) {
            ranked = population;
            Evaluation[] evaluations =
                    population.stream().map(Phenotype::fitness).toArray(Evaluation[]::new);
            survivors = Survivors.of(evaluations, survivorCount);
        }
    }
}
