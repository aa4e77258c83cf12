package io.rooftile.dse.search;

import io.jenetics.AnyGene;
import io.jenetics.Phenotype;
import io.jenetics.util.ISeq;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Jenetics evaluator: costs the new members of a population in parallel and offers the feasible ones
/// to the archive, in the order of the population, so that the result does not depend on the workers.
///
/// @param <G> the genome
final class Evaluator<G extends Genome<G>> implements io.jenetics.engine.Evaluator<AnyGene<G>, Evaluation> {

    private final Problem<G> problem;
    private final ParetoArchive<G> archive;
    private final Workers workers;
    private long evaluations;
    private double leastViolation = Double.POSITIVE_INFINITY;
    private @Nullable G leastViolating;

    Evaluator(Problem<G> problem, ParetoArchive<G> archive, Workers workers) {
        this.problem = problem;
        this.archive = archive;
        this.workers = workers;
    }

    @Override
    public ISeq<Phenotype<AnyGene<G>, Evaluation>> eval(Seq<Phenotype<AnyGene<G>, Evaluation>> population) {
        List<G> fresh = new ArrayList<>();
        for (Phenotype<AnyGene<G>, Evaluation> member : population) {
            if (member.nonEvaluated()) {
                fresh.add(Genotypes.genes(member.genotype()));
            }
        }
        if (fresh.isEmpty()) {
            return population.asISeq();
        }
        Evaluation[] results = new Evaluation[fresh.size()];
        workers.forEach(results.length, i -> results[i] = evaluate(fresh.get(i)));
        for (int i = 0; i < results.length; i++) {
            record(fresh.get(i), results[i]);
        }
        List<Phenotype<AnyGene<G>, Evaluation>> evaluated = new ArrayList<>(population.size());
        int next = 0;
        for (Phenotype<AnyGene<G>, Evaluation> member : population) {
            evaluated.add(member.nonEvaluated() ? member.withFitness(results[next++]) : member);
        }
        return ISeq.of(evaluated);
    }

    long evaluations() {
        return evaluations;
    }

    double leastViolation() {
        return leastViolation;
    }

    /// The first genome of the least violation; null while there is none.
    @Nullable
    G leastViolating() {
        return leastViolating;
    }

    private Evaluation evaluate(G genes) {
        double[] objectives = new double[problem.objectiveCount()];
        double violation = problem.evaluate(genes, objectives);
        return new Evaluation(objectives, violation);
    }

    private void record(G genes, Evaluation evaluation) {
        evaluations++;
        if (evaluation.violation() < leastViolation) {
            leastViolation = evaluation.violation();
            leastViolating = genes;
        }
        if (evaluation.isFeasible()) {
            archive.offer(genes, evaluation.objectives());
        }
    }
}
