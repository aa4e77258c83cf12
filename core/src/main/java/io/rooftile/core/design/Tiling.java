package io.rooftile.core.design;

/// How an overlay cuts one layer. A tile reads all input channels.
///
/// @param tileOY output rows of a tile
/// @param tileOX output columns of a tile: all of them, or part of a single row
/// @param tileK output channels of a tile
public record Tiling(String layer, int tileOY, int tileOX, int tileK, LoopOrder order) {
    public Tiling {
        if (tileOY < 1 || tileOX < 1 || tileK < 1) {
            throw new IllegalArgumentException("layer " + layer + ": every tile dimension must be at least 1, but they"
                    + " were " + tileOY + ", " + tileOX + ", " + tileK);
        }
    }
}
