package io.rooftile.core.design;

/// How an overlay cuts one layer.
///
/// @param tileOY output rows of a tile
/// @param tileOX output columns of a tile
/// @param tileK output channels of a tile
/// @param tileC input channels of a tile
public record Tiling(String layer, int tileOY, int tileOX, int tileK, int tileC, LoopOrder order) {
    public Tiling {
        if (tileOY < 1 || tileOX < 1 || tileK < 1 || tileC < 1) {
            throw new IllegalArgumentException("layer " + layer + ": every tile dimension must be at least 1, but they"
                    + " were " + tileOY + ", " + tileOX + ", " + tileK + ", " + tileC);
        }
    }
}
