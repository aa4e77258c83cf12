package io.rooftile.costmodel.replay;

import io.rooftile.core.dataflow.WindowGeometry;

/// Which window comes next, and how many pixels are there, counted from the first pixel of the map that is read.
final class Raster {
    private final WindowGeometry geometry;
    private final int depthPixels;
    private int row;
    private int column;
    private int written;

    Raster(WindowGeometry geometry, int depthPixels) {
        this.geometry = geometry;
        this.depthPixels = depthPixels;
    }

    int row() {
        return row;
    }

    int column() {
        return column;
    }

    boolean hasRoom() {
        return written < geometry.freed(row, column) + depthPixels;
    }

    boolean has(int pixels) {
        return written >= pixels;
    }

    void write() {
        written++;
    }

    /// Goes on to the next window.
    void advance() {
        column++;
        if (column < geometry.outputColumns()) {
            return;
        }
        column = 0;
        row++;
        if (row == geometry.outputRows()) {
            row = 0;
            written -= geometry.pixels();
        }
    }
}
