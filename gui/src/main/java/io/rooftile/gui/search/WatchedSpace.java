package io.rooftile.gui.search;

import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import io.rooftile.gui.data.Cloud;
import java.util.List;

/// A design space of which every estimate is taken note of.
record WatchedSpace(DesignSpace space, Cloud cloud) implements DesignSpace {
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
        space.evaluate(choices, out);
        cloud.add(space.family(), out);
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
