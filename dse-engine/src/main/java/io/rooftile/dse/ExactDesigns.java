package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.dse.search.IntegerGenes;
import java.util.List;
import java.util.random.RandomGenerator;

/// Designs that a family's structure gives without search, for the start population.
///
/// @param designs best first where there is an order
/// @param evaluations whole-network estimates that finding them took
record ExactDesigns(List<IntegerGenes> designs, long evaluations) {
    ExactDesigns {
        designs = List.copyOf(designs);
    }

    /// A pipeline falls apart into stages and is solved stage by stage; of any other space each knob is tried
    /// in turn.
    static ExactDesigns of(DesignSpace space, List<Objective> objectives, RandomGenerator random) {
        return switch (space) {
            case DataflowSpace dataflow -> new PipelineSolver(dataflow).designs(random);
            case AccurateSpace accurate
            when accurate.designs() instanceof DataflowSpace dataflow -> new PipelineSolver(dataflow).designs(random);
            default -> new KnobDescent(space, objectives).designs();
        };
    }
}
