package io.rooftile.costmodel.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The ways to cut one layer's output pixels, for one `PP` and one number of words per chunk: everything the cost of a
/// tile depends on but the channels. A tile is a band of whole rows or a part of one row that begins with a beat.
/// Of all sizes with the same number of tiles the smallest is taken, which needs least of the buffers, and of bands
/// also the smallest whose pixels fill the lanes. So there are about `4*sqrt(OY) + 2*sqrt(OX)` of them, the largest
/// first.
final class PixelTiles {
    final PixelTile[] tiles;
    /// Most chunks that any tiling loads, and most tiles.
    final long mostInputs;
    final long mostTiles;
    /// Words of each bank, for one channel group and operand, that hold half of the tiles of any tiling, and one tile:
    /// two halves of so many words keep all tiles. Tiles overlap, so that it may be more than the map has.
    final long mostKeptWords;

    private PixelTiles(List<PixelTile> tiles) {
        this.tiles = tiles.toArray(PixelTile[]::new);
        this.mostInputs = tiles.stream()
                .mapToLong(tile -> Math.max(tile.inputChunks, tile.inputSteps))
                .max()
                .orElseThrow();
        this.mostTiles = tiles.stream().mapToLong(tile -> tile.count).max().orElseThrow();
        this.mostKeptWords = tiles.stream()
                .mapToLong(tile -> Math.ceilDiv(tile.count, 2L) * tile.words)
                .max()
                .orElseThrow();
    }

    static PixelTiles of(LayerShape shape, int pp, int wordsPerChunk) {
        int rows = shape.output().rows();
        int columns = shape.output().columns();
        List<PixelTile> tiles = new ArrayList<>();
        for (int tileRows : bands(rows, columns, pp, shape.row().times())) {
            tiles.add(PixelTile.of(shape, pp, wordsPerChunk, tileRows, columns));
        }
        if (shape.isRepeated()) {
            return new PixelTiles(tiles);
        }
        int last = columns;
        for (int size : Splits.of(columns).sizes) {
            int tileColumns = Math.ceilDiv(size, wordsPerChunk) * wordsPerChunk;
            if (tileColumns < last) {
                tiles.add(PixelTile.of(shape, pp, wordsPerChunk, 1, tileColumns));
                last = tileColumns;
            }
        }
        return new PixelTiles(tiles);
    }

    /// @param times rows that are one row in memory: bands have all of these
    private static Iterable<Integer> bands(int rows, int columns, int pp, int times) {
        TreeSet<Integer> sizes = new TreeSet<>();
        // A band's pixels fill whole groups when its rows are a multiple of this.
        int filling = Math.max(times, pp / Math.min(pp, Integer.lowestOneBit(columns)));
        for (int size : Splits.of(rows).sizes) {
            sizes.add(Math.ceilDiv(size, times) * times);
            sizes.add(Math.min(rows, Math.ceilDiv(size, filling) * filling));
        }
        return sizes.descendingSet();
    }
}
