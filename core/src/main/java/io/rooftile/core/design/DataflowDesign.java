package io.rooftile.core.design;

import java.util.List;

/// A pipeline with one stage for each layer.
///
/// @param stages one per layer of the network that is hardware, in its order
public record DataflowDesign(long clockHertz, Requantisation requantisation, List<Stage> stages) implements Design {
    public DataflowDesign {
        stages = List.copyOf(stages);
        if (clockHertz < 1) {
            throw new IllegalArgumentException("clockHertz must be positive, but was " + clockHertz);
        }
    }

    @Override
    public Family family() {
        return Family.DATAFLOW;
    }
}
