package io.rooftile.core.dataflow;

import io.rooftile.core.network.Window;

/// A window that slides over the maps of a stream, and what it asks of the stream that brings the pixels in
/// raster order.
///
/// @param height rows of the input map
/// @param width columns of the input map
/// @param outputRows `OY`
/// @param outputColumns `OX`
public record WindowGeometry(int height, int width, int outputRows, int outputColumns, Window window) {
    /// Pixels of one input map.
    public int pixels() {
        return height * width;
    }

    /// Row of the input that the window's first filter row lies on; negative in the padding.
    public int firstRow(int outputRow) {
        return outputRow * window.sy() - window.padding().top();
    }

    /// Column of the input that the window's first filter column lies on; negative in the padding.
    public int firstColumn(int outputColumn) {
        return outputColumn * window.sx() - window.padding().left();
    }

    /// Pixels of the map, from its first on, that must be there for the window up to one of its columns.
    ///
    /// @param column of the input, may be off the map
    public int need(int outputRow, int column) {
        int lastRow = Math.clamp((long) firstRow(outputRow) + window.reachRows() - 1, 0, height - 1);
        return lastRow * width + Math.clamp((long) column, 0, width - 1) + 1;
    }

    /// Pixels of the map that must be there for the whole window.
    public int need(int outputRow, int outputColumn, int reachColumns) {
        return need(outputRow, firstColumn(outputColumn) + reachColumns - 1);
    }

    /// Pixels of the map, from its first on, that neither this window nor a later one reads.
    public int freed(int outputRow, int outputColumn) {
        int row = firstRow(outputRow);
        if (row + window.sy() <= 0) {
            return 0;
        }
        return Math.max(row, 0) * width + Math.clamp((long) firstColumn(outputColumn), 0, width - 1);
    }

    /// The least number of pixels that a buffer must hold so that no window waits for a pixel that has no place.
    public int leastDepthPixels() {
        int least = 1;
        for (int row = 0; row < outputRows; row++) {
            for (int column = 0; column < outputColumns; column++) {
                least = Math.max(least, need(row, column, window.reachColumns()) - freed(row, column));
            }
        }
        return least;
    }
}
