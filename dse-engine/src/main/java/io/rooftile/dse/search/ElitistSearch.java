package io.rooftile.dse.search;

import io.jenetics.AnyGene;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.engine.EvolutionStart;
import io.jenetics.util.ISeq;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A truly elitist NSGA-II on Jenetics' engine: the best of parents and offspring survive, the archive
/// keeps every non-dominated point.
///
/// The engine's population is parents plus offspring, twice the population size; [Elitism] selects
/// survivors and parents from it, [Variation] makes the offspring, [Evaluator] costs them.
/// `docs/decisions/0001-elitist-search.md` says why Jenetics' own parts do not do. All random numbers are
/// drawn by the thread that calls [#run], in an order that does not depend on the workers, so the result is
/// a function of the problem, the settings and the generator's seed, unless a stop rule looks at the clock.
///
/// One object is one search. The archive may be read from any thread at any moment.
///
/// Source: Deb, Pratap, Agarwal and Meyarivan 2002, <https://doi.org/10.1109/4235.996017>.
///
/// @param <G> the genome
public final class ElitistSearch<G extends Genome<G>> {

    private final Problem<G> problem;
    private final Settings settings;
    private final ParetoArchive<G> archive;
    private final Evaluator<G> evaluator;
    private final Variation<G> variation;
    private final Elitism<G> elitism;
    private final Engine<AnyGene<G>, Evaluation> engine;

    /// A search that has not started.
    public ElitistSearch(Problem<G> problem, Settings settings, RandomGenerator random, Workers workers) {
        this.problem = problem;
        this.settings = settings;
        this.archive = ParetoArchive.bounded(problem.objectiveCount(), settings.archiveCapacity());
        this.evaluator = new Evaluator<>(problem, archive, workers);
        this.variation = new Variation<>(problem, archive, random);
        this.elitism = new Elitism<>(settings, archive, random);
        this.engine = new Engine.Builder<AnyGene<G>, Evaluation>(
                        evaluator, () -> Genotypes.of(problem.operators().random(random)))
                .populationSize(2 * settings.populationSize())
                .offspringFraction(0.5)
                .survivorsSelector(elitism.survivors())
                .offspringSelector(elitism.parents())
                .alterers(variation)
                .optimize(Optimize.MINIMUM)
                .maximalPhenotypeAge(Long.MAX_VALUE)
                .executor(Runnable::run)
                .build();
    }

    /// The live archive.
    public ParetoArchive<G> archive() {
        return archive;
    }

    /// Searches until the rule says stop or no new genome is found; `listener` hears of each step, on this
    /// thread.
    public SearchResult<G> run(StopRule stop, Consumer<Progress> listener) {
        List<Phenotype<AnyGene<G>, Evaluation>> population = new ArrayList<>();
        Optional<String> reason = start(population, stop, listener);
        EvolutionStart<AnyGene<G>, Evaluation> start = EvolutionStart.of(ISeq.of(population), 1);
        long generation = 0;
        while (reason.isEmpty()) {
            long before = evaluator.evaluations();
            EvolutionResult<AnyGene<G>, Evaluation> result = engine.evolve(start);
            start = result.next();
            generation = result.generation();
            reason = evaluator.evaluations() == before
                    ? Optional.of("no new genome found")
                    : report(generation, stop, listener);
        }
        return new SearchResult<>(
                reason.get(),
                evaluator.evaluations(),
                generation,
                archive.entries(),
                evaluator.leastViolating(),
                feasible(start.population()));
    }

    /// Evaluates seeds and random genomes, a population size at a time, into `population`.
    private Optional<String> start(
            List<Phenotype<AnyGene<G>, Evaluation>> population, StopRule stop, Consumer<Progress> listener) {
        List<Phenotype<AnyGene<G>, Evaluation>> unevaluated = new ArrayList<>();
        for (G seed : problem.seeds()) {
            variation.unseen(seed).ifPresent(genes -> unevaluated.add(variation.born(genes, 1)));
        }
        int randoms = Math.max(settings.populationSize() / 2, 2 * settings.populationSize() - unevaluated.size());
        for (int i = 0; i < randoms; i++) {
            variation.unseenRandom().ifPresent(genes -> unevaluated.add(variation.born(genes, 1)));
        }
        Optional<String> reason = Optional.empty();
        for (int from = 0; from < unevaluated.size() && reason.isEmpty(); from += settings.populationSize()) {
            int to = Math.min(from + settings.populationSize(), unevaluated.size());
            engine.eval(ISeq.of(unevaluated.subList(from, to))).forEach(population::add);
            reason = report(0, stop, listener);
        }
        return reason;
    }

    private Optional<String> report(long generation, StopRule stop, Consumer<Progress> listener) {
        Progress progress = new Progress(generation, evaluator.evaluations(), evaluator.leastViolation(), archive);
        listener.accept(progress);
        return stop.reason(progress);
    }

    private List<Entry<G>> feasible(ISeq<Phenotype<AnyGene<G>, Evaluation>> population) {
        return elitism.survivors().select(population, settings.populationSize(), Optimize.MINIMUM).stream()
                .filter(member -> member.fitness().isFeasible())
                .map(member -> new Entry<>(
                        Genotypes.genes(member.genotype()), member.fitness().objectives()))
                .toList();
    }
}
