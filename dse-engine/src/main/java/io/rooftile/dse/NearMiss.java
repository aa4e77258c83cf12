package io.rooftile.dse;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Outcome;

/// An infeasible design of a family with what would help: one knob beyond the family's fastest feasible design, or the
/// least violating design met where none is feasible.
public record NearMiss(Outcome.Infeasible outcome) {
    public Family family() {
        return outcome.estimate().design().family();
    }
}
