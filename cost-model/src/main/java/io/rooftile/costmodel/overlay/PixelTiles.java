package io.rooftile.costmodel.overlay;

import java.util.ArrayList;
import java.util.List;

/// The ways to cut one layer's output pixels, for one `PP`: everything the cost of a tile depends on but the
/// channels. A tile is a band of whole rows or a part of one row, of a size at which the number of tiles
/// changes; so there are about `2*sqrt(OY) + 2*sqrt(OX)` of them, the largest first.
final class PixelTiles {
    final PixelTile[] tiles;
    /// Most inputs that any tiling reads, and most tiles.
    final long mostInputs;
    final long mostTiles;

    private PixelTiles(List<PixelTile> tiles) {
        this.tiles = tiles.toArray(PixelTile[]::new);
        this.mostInputs = tiles.stream().mapToLong(tile -> tile.inputs).max().orElseThrow();
        this.mostTiles = tiles.stream().mapToLong(tile -> tile.count).max().orElseThrow();
    }

    static PixelTiles of(LayerShape shape, int pp) {
        int rows = shape.output().rows();
        int columns = shape.output().columns();
        List<PixelTile> tiles = new ArrayList<>();
        for (int tileRows : Splits.of(rows).sizes) {
            tiles.add(PixelTile.of(shape, pp, tileRows, columns));
        }
        for (int tileColumns : Splits.of(columns).sizes) {
            if (tileColumns < columns) {
                tiles.add(PixelTile.of(shape, pp, 1, tileColumns));
            }
        }
        return new PixelTiles(tiles);
    }
}
