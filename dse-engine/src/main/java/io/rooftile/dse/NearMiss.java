package io.rooftile.dse;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Outcome;

/// The design of a family that came closest to fitting among those that do not, with what would help.
public record NearMiss(Outcome.Infeasible outcome) {
    public Family family() {
        return outcome.estimate().design().family();
    }
}
