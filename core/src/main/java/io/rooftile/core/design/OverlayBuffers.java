package io.rooftile.core.design;

/// On-chip buffers of one overlay core. Feature and weight buffers are double: each half has the depth given.
///
/// @param featureDepthWords words of one half of a feature bank; there are `PP` banks of `ICP` elements
/// @param weightDepthWords words of one half of a weight bank; there are `OCP` banks of `ICP` elements
/// @param accumulatorDepthWords groups of `PP x OCP` partial sums that can be held between input-channel tiles
public record OverlayBuffers(int featureDepthWords, int weightDepthWords, int accumulatorDepthWords) {
    public OverlayBuffers {
        if (featureDepthWords < 1 || weightDepthWords < 1 || accumulatorDepthWords < 1) {
            throw new IllegalArgumentException("buffer depths must be at least 1, but were " + featureDepthWords + ", "
                    + weightDepthWords + ", " + accumulatorDepthWords);
        }
    }
}
