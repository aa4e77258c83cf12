package io.rooftile.costmodel.overlay;

/// Which option of each knob of the array is meant. Mutable and reused.
final class OptionIndex {
    int pp;
    int icp;
    int ocp;
}
