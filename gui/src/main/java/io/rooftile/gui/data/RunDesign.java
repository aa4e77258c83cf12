package io.rooftile.gui.data;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Estimate;
import io.rooftile.dse.FrontDesign;
import io.rooftile.reports.StoredRun;

/// A design and the run that found it.
public record RunDesign(StoredRun run, FrontDesign design) {
    public Estimate estimate() {
        return design.estimate();
    }

    public Family family() {
        return design.family();
    }

    /// A name that is unique among opened runs as far as their networks and boards are: `dataflow-003 · kws on
    /// icebreaker`.
    public String title() {
        return design.id() + " · " + run.network() + " on " + run.board();
    }
}
