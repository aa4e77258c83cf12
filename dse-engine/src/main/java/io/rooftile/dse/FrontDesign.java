package io.rooftile.dse;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Estimate;

/// One design of the front.
///
/// @param id unique in its front: family and rank by latency, `dataflow-03`
public record FrontDesign(String id, Estimate estimate) {
    public Family family() {
        return estimate.design().family();
    }
}
