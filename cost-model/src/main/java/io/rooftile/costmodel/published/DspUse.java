package io.rooftile.costmodel.published;

/// Where a DPU adds up its products (PG338, DSP Usage): in LUTs, or in further DSP blocks.
public enum DspUse {
    LOW,
    HIGH
}
