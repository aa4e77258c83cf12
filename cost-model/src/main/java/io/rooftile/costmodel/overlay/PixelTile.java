package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.overlay.LayerShape.Axis;

/// One way to cut the output pixels of a layer into bands of whole rows or parts of one row, and what follows from it.
/// All tiles but those at one edge are alike. The pixels of a tile are numbered row by row and taken `PP` at a time;
/// padding is neither loaded nor stored. Source of tiled traffic: Zhang et al., FPGA 2015, DOI
/// 10.1145/2684746.2689060, sections 4.1 to 4.3.
///
/// A *chunk* is what moves at once of a row of one channel group: a beat of words, or a word where it takes beats. A
/// tile's rows begin at beats, so that words before its first column may come along.
final class PixelTile {
    final int rows;
    final int columns;
    /// Tiles, and bands of rows that they cut; they come in rounds of which the last one is smaller or as
    /// large: all bands, or the parts of a row.
    final long count;
    final int bands;
    final long rounds;
    final long perRound;
    /// Pixels of a full tile, and groups of `PP` of them in a full tile and in the last one of a round.
    final long pixels;
    final long fullGroups;
    final long lastGroups;
    /// Chunks of one channel group and operand that all tiles load, and cycles that they take: words
    /// of a stride beyond 2 go into the banks one by one.
    final long inputChunks;
    final long inputSteps;
    /// Likewise of the largest full tile, and of the largest last one.
    final long fullChunks;
    final long fullSteps;
    final long lastChunks;
    final long lastSteps;
    /// Chunks of one channel group that all tiles store, a full tile, and a last one.
    final long outputChunks;
    final long fullOutputChunks;
    final long lastOutputChunks;
    /// Words of each bank that one channel group and operand of the largest tile takes.
    final long words;

    private PixelTile(LayerShape shape, int pp, int wordsPerChunk, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        int allRows = shape.output().rows();
        int allColumns = shape.output().columns();
        bands = Math.ceilDiv(allRows, rows);
        int strips = Math.ceilDiv(allColumns, columns);
        boolean isWide = strips == 1;
        count = (long) bands * strips;
        rounds = isWide ? 1L : bands;
        perRound = isWide ? bands : strips;
        pixels = (long) rows * columns;
        fullGroups = Math.ceilDiv(pixels, (long) pp);
        int lastRows = isWide ? allRows - (bands - 1) * rows : rows;
        int lastColumns = allColumns - (strips - 1) * columns;
        lastGroups = Math.ceilDiv((long) lastRows * lastColumns, (long) pp);
        fullOutputChunks = (long) rows * Math.ceilDiv(columns, wordsPerChunk);
        lastOutputChunks = (long) lastRows * Math.ceilDiv(lastColumns, wordsPerChunk);
        outputChunks = rounds * ((perRound - 1) * fullOutputChunks + lastOutputChunks);

        Axis vertical = shape.row();
        int inputRows = shape.input().rows();
        long rowsRead = 0;
        int mostRows = 0;
        int lastRowsRead = 0;
        for (int row = 0; row < allRows; row += rows) {
            int end = vertical.end(Math.min(row + rows, allRows), inputRows);
            lastRowsRead = end - vertical.first(row, inputRows);
            rowsRead += lastRowsRead;
            mostRows = Math.max(mostRows, lastRowsRead);
        }
        Axis horizontal = shape.column();
        int inputColumns = shape.input().columns();
        int stride = horizontal.stride();
        long chunks = 0;
        long steps = 0;
        int mostWords = 0;
        int mostChunks = 0;
        int mostSteps = 0;
        int moved = 0;
        int cycles = 0;
        for (int column = 0; column < allColumns; column += columns) {
            int first = isWide ? 0 : horizontal.first(column, inputColumns);
            int end = isWide ? inputColumns : horizontal.end(Math.min(column + columns, allColumns), inputColumns);
            int skipped = first % wordsPerChunk;
            moved = Math.ceilDiv(skipped + (end - first) / horizontal.times(), wordsPerChunk);
            cycles = stride <= Engine.MOST_PHASES_AT_ONCE
                    ? Math.ceilDiv(skipped + end - first, wordsPerChunk)
                    : skipped + end - first;
            chunks += moved;
            steps += cycles;
            mostChunks = Math.max(mostChunks, moved);
            mostSteps = Math.max(mostSteps, cycles);
            mostWords = Math.max(mostWords, Math.ceilDiv(Math.ceilDiv(end - first, stride), pp));
        }
        inputChunks = rowsRead * chunks;
        inputSteps = rowsRead * steps;
        fullChunks = (long) mostRows * mostChunks;
        fullSteps = (long) mostRows * mostSteps;
        lastChunks = (long) (isWide ? lastRowsRead : mostRows) * moved;
        lastSteps = (long) (isWide ? lastRowsRead : mostRows) * cycles;
        words = (long) mostRows * stride * mostWords;
    }

    /// @param wordsPerChunk feature words of a beat, 1 where a word takes several
    static PixelTile of(LayerShape shape, int pp, int wordsPerChunk, int rows, int columns) {
        return new PixelTile(shape, pp, wordsPerChunk, rows, columns);
    }
}
