package io.rooftile.dse.search;

import java.util.List;

/// What is searched: how a genome is costed and how new ones are made.
///
/// All objectives are minimised. Diversity is measured by differences of objective values, so an objective
/// whose ratios matter (a latency over several decades) is best given as its logarithm.
///
/// @param <G> the genome
public interface Problem<G extends Genome<G>> {

    /// Number of objectives, 2 or more.
    int objectiveCount();

    /// Writes the objective values of `genes` into `objectives` (length `objectiveCount()`) and returns the
    /// constraint violation: 0 when feasible, else a positive number that grows with the distance from
    /// feasibility.
    ///
    /// Called from several threads at once; must be a pure function of `genes`. The objectives of a
    /// feasible genome must be finite; those of an infeasible one are ignored.
    double evaluate(G genes, double[] objectives);

    /// How genomes are drawn, crossed and mutated.
    Operators<G> operators();

    /// The nearest sensible genome, `genes` itself when nothing is wrong; applied to every genome before
    /// evaluation.
    default G repair(G genes) {
        return genes;
    }

    /// Genomes the start population must hold, the best known ones first; all are evaluated, whatever their
    /// number.
    default List<G> seeds() {
        return List.of();
    }
}
