package io.rooftile.core.design;

/// One accelerator of either family.
public sealed interface Design permits OverlayDesign, DataflowDesign {
    Family family();

    /// Clock of the whole design.
    long clockHertz();
}
