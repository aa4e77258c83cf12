package io.rooftile.core.design;

/// Where a dataflow stage keeps its weights.
public enum WeightStorage {
    /// Constants in logic, only in a fully unrolled stage.
    LOGIC,
    /// RAM made of LUTs.
    LUT_RAM,
    /// Block RAM.
    BLOCK_RAM,
    /// Large RAM blocks.
    URAM
}
