package io.rooftile.benchmarks;

import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import java.util.ArrayList;
import java.util.List;

/// A space that remembers, in order, which designs were evaluated. For one thread.
final class RecordedSpace implements DesignSpace {
    private final DesignSpace space;
    private final List<int[]> visited = new ArrayList<>();

    RecordedSpace(DesignSpace space) {
        this.space = space;
    }

    /// The choices of each evaluation so far.
    List<int[]> visited() {
        return visited;
    }

    @Override
    public Family family() {
        return space.family();
    }

    @Override
    public List<Knob> knobs() {
        return space.knobs();
    }

    @Override
    public void evaluate(int[] choices, Figures out) {
        visited.add(choices.clone());
        space.evaluate(choices, out);
    }

    @Override
    public Design design(int[] choices) {
        return space.design(choices);
    }

    @Override
    public Outcome estimate(Design design) {
        return space.estimate(design);
    }
}
