package io.rooftile.costmodel.overlay;

/// Which option of each knob of the array and the feature buffer is meant. Mutable and reused.
final class OptionIndex {
    int pp;
    int icp;
    int ocp;
    int featureDepth;
}
