package io.rooftile.dse;

import io.rooftile.core.design.Design;

/// Tells how accurate the network is in a design's bits. More is better; safe for several threads.
public interface AccuracyModel {
    /// What its figures are.
    AccuracyMeasure kind();

    /// A prudent estimate, quick enough for each design of a search: what is surer counts for more.
    double predict(Design design);

    /// The figure itself, on all rows.
    double measure(Design design);
}
