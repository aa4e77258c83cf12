package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.dataflow.StageOptions;
import io.rooftile.dse.search.IntegerGenes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Designs that a family's structure gives without search, for the start population.
///
/// @param designs best first where there is an order
/// @param evaluations whole-network estimates that finding them took
record ExactDesigns(List<IntegerGenes> designs, long evaluations) {
    private static final int MOST_WIDTHS = 8;
    private static final int DESIGNS_OF_WIDTH = 60;

    ExactDesigns {
        designs = List.copyOf(designs);
    }

    /// A pipeline falls apart into stages and is solved stage by stage; of any other space each knob is tried
    /// in turn.
    static ExactDesigns of(DesignSpace space, List<Objective> objectives, RandomGenerator random) {
        return switch (space) {
            case DataflowSpace dataflow -> new PipelineSolver(dataflow).designs(random);
            case LearnedSpace(DataflowSpace dataflow, List<KnownFailure> _) ->
                new PipelineSolver(dataflow).designs(random);
            case AccurateSpace(DataflowSpace dataflow, AccuracyModel _) -> ofEveryWidth(dataflow, random);
            case AccurateSpace(LearnedSpace(DataflowSpace dataflow, List<KnownFailure> _), AccuracyModel _) ->
                ofEveryWidth(dataflow, random);
            default -> new KnobDescent(space, objectives).designs();
        };
    }

    /// The cheapest pipelines have the fewest bits; where accuracy counts the search starts from more bits as well,
    /// from some of the cheapest with each.
    private static ExactDesigns ofEveryWidth(DataflowSpace space, RandomGenerator random) {
        List<StageOptions> stages = PipelineSolver.options(space);
        ExactDesigns cheapest = new PipelineSolver(space, stages, OptionalDouble.empty()).designs(random);
        Set<IntegerGenes> all = new LinkedHashSet<>();
        int widths = stages.stream().mapToInt(StageOptions::widths).max().orElse(1);
        int steps = Math.min(widths, MOST_WIDTHS);
        for (int step = steps - 1; step > 0; step--) {
            List<IntegerGenes> designs = new PipelineSolver(space, stages, OptionalDouble.of(step / (steps - 1.0)))
                    .designs(random)
                    .designs();
            int stride = Math.ceilDiv(designs.size(), DESIGNS_OF_WIDTH);
            for (int i = 0; i < designs.size(); i += stride) {
                all.add(designs.get(i));
            }
        }
        all.addAll(cheapest.designs());
        return new ExactDesigns(List.copyOf(all), cheapest.evaluations());
    }
}
