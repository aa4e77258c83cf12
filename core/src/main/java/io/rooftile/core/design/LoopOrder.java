package io.rooftile.core.design;

/// Which operand stays on chip while the other is fetched again.
public enum LoopOrder {
    /// For each tile of output channels, all tiles of pixels: weights are fetched once.
    WEIGHTS_OUTER,
    /// For each tile of pixels, all tiles of output channels: features are fetched once.
    FEATURES_OUTER
}
