package io.rooftile.rtl.overlay;

import java.util.List;

/// What the feature banks hold for a tile: part of one or two maps, in the order of banks of one reader.
///
/// @param word first word of a pixel
/// @param words of a pixel
/// @param repetition how often rows and columns of the maps come
/// @param turn width by which a row's banks are turned against those of the row above
record StoredPart(
        List<FeatureMap> maps,
        Task.Repetition repetition,
        int word,
        int words,
        int row,
        int rows,
        int column,
        int columns,
        int sx,
        int sy,
        int turn) {
    static StoredPart of(Tile tile) {
        return new StoredPart(
                tile.task().inputs(),
                tile.task().repetition(),
                tile.firstInputWord(),
                tile.inputWords(),
                tile.inputRow(),
                tile.inputRows(),
                tile.inputColumn(),
                tile.inputColumns(),
                tile.task().window().sx(),
                tile.task().window().sy(),
                tile.columns());
    }

    /// Whether a tile makes some of it.
    boolean isMadeBy(Tile tile) {
        return maps.contains(tile.task().output())
                && meet(tile.row(), tile.rows(), mapRow(), mapRows())
                && meet(tile.column(), tile.columns(), mapColumn(), mapColumns())
                && meet(tile.firstWord(), tile.words(), word, words);
    }

    private int mapRow() {
        return row / repetition.rows();
    }

    private int mapRows() {
        return rows / repetition.rows();
    }

    private int mapColumn() {
        return column / repetition.columns();
    }

    private int mapColumns() {
        return columns / repetition.columns();
    }

    /// Where it lies in memory. What is repeated are whole rows.
    ///
    /// @param address of the map
    Runs runs(FeatureMap map, long address) {
        return repetition.rows() == 1
                ? Runs.of(map.layout(), address, row, rows, word, words, mapColumn(), mapColumns())
                : Runs.ofRepeatedRows(map.layout(), address, mapRow(), mapRows(), word, words, repetition.rows());
    }

    private static boolean meet(int first, int count, int otherFirst, int otherCount) {
        return first < otherFirst + otherCount && otherFirst < first + count;
    }
}
