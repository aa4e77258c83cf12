package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.Operators;
import io.rooftile.dse.search.Problem;
import java.util.List;

/// One family's design space as a problem for the search: gene `i` is the choice of knob `i`.
final class DesignProblem implements Problem<IntegerGenes> {
    /// The knobs of an overlay act together, an array's width with its buffers' depths, and change together.
    /// Those of a pipeline belong to stages that know nothing of one another, and change one at a time.
    private static final double OTHER_KNOBS_OF_OVERLAY = 1;

    private final DesignSpace space;
    private final List<Objective> objectives;
    private final List<IntegerGenes> seeds;
    private final KnobOperators operators;
    private final ThreadLocal<Scratch> scratch;

    /// What one thread evaluates with.
    private static final class Scratch {
        final int[] choices;
        final Figures figures = new Figures();

        Scratch(int knobs) {
            choices = new int[knobs];
        }
    }

    DesignProblem(DesignSpace space, List<Objective> objectives, List<IntegerGenes> seeds) {
        this.space = space;
        this.objectives = List.copyOf(objectives);
        this.seeds = List.copyOf(seeds);
        this.operators = new KnobOperators(
                space.knobs(),
                switch (space.family()) {
                    case OVERLAY -> OTHER_KNOBS_OF_OVERLAY;
                    case DATAFLOW -> 0;
                });
        int knobs = space.knobs().size();
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(knobs));
    }

    @Override
    public int objectiveCount() {
        return objectives.size();
    }

    @Override
    public double evaluate(IntegerGenes genes, double[] costs) {
        Scratch mine = scratch.get();
        for (int knob = 0; knob < mine.choices.length; knob++) {
            mine.choices[knob] = genes.get(knob);
        }
        space.evaluate(mine.choices, mine.figures);
        for (int i = 0; i < objectives.size(); i++) {
            costs[i] = objectives.get(i).cost(mine.figures);
        }
        return mine.figures.violation;
    }

    @Override
    public Operators<IntegerGenes> operators() {
        return operators;
    }

    @Override
    public List<IntegerGenes> seeds() {
        return seeds;
    }
}
