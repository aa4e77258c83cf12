package io.rooftile.core.design;

/// One accelerator of either family.
public sealed interface Design permits OverlayDesign, DataflowDesign {
    Family family();

    /// How sums become outputs.
    Requantisation requantisation();

    /// Clock of the whole design.
    long clockHertz();
}
