package io.rooftile.core.design;

/// How an overlay computes.
///
/// @param dataBits of activations
/// @param dspPacking whether one DSP block makes the products of two pixels with a weight
public record OverlayNumbers(int dataBits, int weightBits, Requantisation requantisation, boolean dspPacking) {
    public OverlayNumbers {
        if (dataBits < 2 || dataBits > 16 || weightBits < 2 || weightBits > 16) {
            throw new IllegalArgumentException(
                    "data and weight bits must be 2 to 16, but were " + dataBits + " and " + weightBits);
        }
    }
}
