package io.rooftile.dse;

import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.dse.search.IntegerGenes;
import io.rooftile.dse.search.Problem;
import io.rooftile.dse.search.ProblemContract;
import java.util.List;
import java.util.SplittableRandom;

/// A family's designs as a problem, with operators that know layers and foldings.
class DesignProblemTest extends ProblemContract<IntegerGenes> {
    private final DesignSpace space =
            DataflowSpace.of(Nets.perceptron(12, 10, 8, 3), Targets.board("pynq-z2"), BitOptions.AS_TRAINED);

    @Override
    protected Problem<IntegerGenes> problem() {
        return new DesignProblem(
                space,
                Objective.STANDARD,
                ExactDesigns.of(space, Objective.STANDARD, new SplittableRandom(4))
                        .designs());
    }

    @Override
    protected boolean isLegal(IntegerGenes genes) {
        List<Knob> knobs = space.knobs();
        boolean legal = genes.length() == knobs.size();
        for (int i = 0; i < genes.length(); i++) {
            legal &= genes.get(i) >= 0 && genes.get(i) < knobs.get(i).options();
        }
        return legal;
    }
}
