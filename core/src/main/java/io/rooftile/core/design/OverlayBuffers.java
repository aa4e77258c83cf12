package io.rooftile.core.design;

/// On-chip buffers of one overlay core. All are double: each half has the depth given.
///
/// @param featureDepthWords words of one half of a feature bank; there are `PP` banks of `ICP` elements
/// @param weightDepthWords words of one half of the weight buffer; a word is `OCP x ICP` weights
/// @param outputDepthWords words of one half of an output bank; there are `PP` banks of `ICP` results
public record OverlayBuffers(int featureDepthWords, int weightDepthWords, int outputDepthWords) {
    public OverlayBuffers {
        if (featureDepthWords < 1 || weightDepthWords < 1 || outputDepthWords < 1) {
            throw new IllegalArgumentException("buffer depths must be at least 1, but were " + featureDepthWords + ", "
                    + weightDepthWords + ", " + outputDepthWords);
        }
    }
}
