package io.rooftile.rtl.overlay;

import java.util.List;

/// What the feature banks hold for a tile: part of one or two maps, in the order of banks of one reader.
///
/// @param word first word of a pixel
/// @param words of a pixel
/// @param turn width by which a row's banks are turned against those of the row above
record StoredPart(
        List<FeatureMap> maps,
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
                && meet(tile.row(), tile.rows(), row, rows)
                && meet(tile.column(), tile.columns(), column, columns)
                && meet(tile.firstWord(), tile.words(), word, words);
    }

    private static boolean meet(int first, int count, int otherFirst, int otherCount) {
        return first < otherFirst + otherCount && otherFirst < first + count;
    }
}
