package io.rooftile.core.design;

/// What a dataflow stage multiplies with.
public enum MultiplierStyle {
    DSP,
    LUT
}
