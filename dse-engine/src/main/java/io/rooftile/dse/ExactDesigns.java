package io.rooftile.dse;

import io.rooftile.costmodel.DesignSpace;
import io.rooftile.dse.search.IntegerGenes;
import java.util.List;

/// Designs that exact solvers find without search.
final class ExactDesigns {
    private ExactDesigns() {}

    static List<IntegerGenes> of(DesignSpace space, List<Objective> objectives) {
        return List.of(IntegerGenes.of(new int[space.knobs().size()]));
    }
}
