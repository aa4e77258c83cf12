package io.rooftile.costmodel.replay;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.WindowGeometry;
import io.rooftile.core.network.Window;

/// `pool_reduce`.
final class ReducePoolState implements CellState {
    private final WindowGeometry geometry;
    private final int pixelWords;
    private final int in;
    private final int out;
    private boolean isOffered;
    private int row;
    private int column;
    private int word;

    ReducePoolState(Cell.ReducePool cell, int in, int out) {
        this.geometry = cell.geometry();
        this.pixelWords = cell.pixelWords();
        this.in = in;
        this.out = out;
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = isOffered;
    }

    @Override
    public void accept(Wires wires) {
        wires.ready[in] = !isOffered || wires.ready[out];
    }

    @Override
    public void step(Wires wires) {
        if (isOffered && !wires.ready[out]) {
            return;
        }
        isOffered = wires.valid[in] && isLastTap();
        if (wires.valid[in]) {
            advance();
        }
    }

    /// Whether the pixel is the last one of a window.
    private boolean isLastTap() {
        Window window = geometry.window();
        return row % window.sy() == window.fy() - 1
                && row / window.sy() < geometry.outputRows()
                && column % window.sx() == window.fx() - 1
                && column / window.sx() < geometry.outputColumns();
    }

    private void advance() {
        word++;
        if (word == pixelWords) {
            word = 0;
            column++;
        }
        if (column == geometry.width()) {
            column = 0;
            row = row + 1 == geometry.height() ? 0 : row + 1;
        }
    }
}
