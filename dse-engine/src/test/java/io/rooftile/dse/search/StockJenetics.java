package io.rooftile.dse.search;

import io.jenetics.Alterer;
import io.jenetics.AltererResult;
import io.jenetics.DoubleChromosome;
import io.jenetics.DoubleGene;
import io.jenetics.Genotype;
import io.jenetics.Mutator;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.ext.SimulatedBinaryCrossover;
import io.jenetics.ext.moea.NSGA2Selector;
import io.jenetics.ext.moea.UFTournamentSelector;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.DoubleRange;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// NSGA-II from Jenetics' own parts, with the remedies added one by one: the evidence behind
/// `ElitistSearch`.
///
/// @param immortal no member is replaced for its age (Jenetics' default is 70 generations)
/// @param ownOperators the operators of `RealOperators` instead of `SimulatedBinaryCrossover` and `Mutator`
/// @param elitist the population is parents and offspring together, and half of it survives
/// @param negated objectives are maximised after negation, which gives the crowding distance its sign back
record StockJenetics(boolean immortal, boolean ownOperators, boolean elitist, boolean negated) {

    private static final int SURVIVORS = 100;

    /// The hypervolume of the last population after at least `evaluations` evaluations.
    double hypervolume(Problem<RealGenes> problem, double[] lower, double[] upper, long evaluations, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return RandomRegistry.with(random).call(() -> run(problem, lower, upper, evaluations, random));
    }

    private double run(
            Problem<RealGenes> problem, double[] lower, double[] upper, long evaluations, RandomGenerator random) {
        long[] count = {0};
        Engine<DoubleGene, Vec<double[]>> engine = Engine.builder(
                        (Genotype<DoubleGene> genotype) -> {
                            count[0]++;
                            double[] objectives = new double[problem.objectiveCount()];
                            problem.evaluate(decode(genotype, lower, upper), objectives);
                            return Vec.of(negated ? negated(objectives) : objectives);
                        },
                        Genotype.of(DoubleChromosome.of(new DoubleRange(0, 1), lower.length)))
                .populationSize(elitist ? 2 * SURVIVORS : SURVIVORS)
                .offspringFraction(elitist ? 0.5 : 0.6)
                .survivorsSelector(NSGA2Selector.ofVec())
                .offspringSelector(UFTournamentSelector.ofVec())
                .alterers(alterer(lower.length, random))
                .optimize(negated ? Optimize.MAXIMUM : Optimize.MINIMUM)
                .maximalPhenotypeAge(immortal ? Long.MAX_VALUE : 70)
                .executor(Runnable::run)
                .fitnessExecutor(batch -> batch.forEach(Runnable::run))
                .build();
        ISeq<Phenotype<DoubleGene, Vec<double[]>>> population = engine.stream()
                .takeWhile(_ -> count[0] < evaluations)
                .reduce((_, last) -> last)
                .map(EvolutionResult::population)
                .orElseThrow();
        double[] reference = new double[problem.objectiveCount()];
        Arrays.fill(reference, 1.1);
        return Hypervolume.of(
                best(population).stream()
                        .map(member -> member.fitness().data())
                        .map(data -> negated ? negated(data) : data)
                        .toArray(double[][]::new),
                reference);
    }

    /// At most as many as the elitist search's population, so that volumes compare.
    private ISeq<Phenotype<DoubleGene, Vec<double[]>>> best(ISeq<Phenotype<DoubleGene, Vec<double[]>>> population) {
        return NSGA2Selector.<DoubleGene, double[], Vec<double[]>>ofVec()
                .select(population, SURVIVORS, negated ? Optimize.MAXIMUM : Optimize.MINIMUM);
    }

    private Alterer<DoubleGene, Vec<double[]>> alterer(int genes, RandomGenerator random) {
        return ownOperators
                ? ownAlterer(genes, random)
                : new SimulatedBinaryCrossover<DoubleGene, Vec<double[]>>(0.9, 15).andThen(new Mutator<>(1.0 / genes));
    }

    private static Alterer<DoubleGene, Vec<double[]>> ownAlterer(int genes, RandomGenerator random) {
        double[] ones = new double[genes];
        Arrays.fill(ones, 1);
        Operators<RealGenes> operators = RealOperators.of(new double[genes], ones);
        return (parents, generation) -> altered(operators, parents, generation, random);
    }

    private static AltererResult<DoubleGene, Vec<double[]>> altered(
            Operators<RealGenes> operators,
            Seq<Phenotype<DoubleGene, Vec<double[]>>> parents,
            long generation,
            RandomGenerator random) {
        List<Phenotype<DoubleGene, Vec<double[]>>> offspring = new ArrayList<>();
        for (int i = 0; i + 1 < parents.size(); i += 2) {
            RealGenes first = genes(parents.get(i));
            RealGenes second = genes(parents.get(i + 1));
            Operators.Children<RealGenes> children = random.nextDouble() < 0.9
                    ? operators.cross(first, second, random)
                    : new Operators.Children<>(first, second);
            offspring.add(phenotype(operators.mutate(children.first(), random), generation));
            offspring.add(phenotype(operators.mutate(children.second(), random), generation));
        }
        return new AltererResult<>(ISeq.of(offspring), offspring.size());
    }

    private static RealGenes genes(Phenotype<DoubleGene, Vec<double[]>> member) {
        return RealGenes.of(
                member.genotype().chromosome().as(DoubleChromosome.class).toArray());
    }

    private static Phenotype<DoubleGene, Vec<double[]>> phenotype(RealGenes genes, long generation) {
        List<DoubleGene> alleles = Arrays.stream(genes.toArray())
                .mapToObj(value -> DoubleGene.of(value, new DoubleRange(0, 1)))
                .toList();
        return Phenotype.of(Genotype.of(DoubleChromosome.of(alleles)), generation);
    }

    private static RealGenes decode(Genotype<DoubleGene> genotype, double[] lower, double[] upper) {
        double[] values = new double[lower.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = lower[i] + genotype.chromosome().get(i).doubleValue() * (upper[i] - lower[i]);
        }
        return RealGenes.of(values);
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }
}
