package io.rooftile.costmodel.replay;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.WindowGeometry;

/// `window_taps`: a loader that brings columns, the register that collects them, and the window that is read.
final class TapsWindowState implements CellState {
    private final WindowGeometry geometry;
    private final int reachColumns;
    private final int wordsPerOutput;
    private final Raster raster;
    private final int in;
    private final int out;
    private int load;
    private boolean isColumnRead;
    private boolean isLastColumn;
    private boolean isCollected;
    private boolean isOffered;
    private int word;

    TapsWindowState(Cell.TapsWindow cell, int in, int out) {
        this.geometry = cell.geometry();
        this.reachColumns = geometry.window().reachColumns();
        this.wordsPerOutput = cell.wordsPerOutput();
        this.raster = new Raster(geometry, cell.depthPixels());
        this.in = in;
        this.out = out;
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = isOffered;
    }

    @Override
    public void accept(Wires wires) {
        wires.ready[in] = raster.hasRoom();
    }

    @Override
    public void step(Wires wires) {
        boolean isGiven = wires.isTransfer(out);
        boolean isLastWord = isGiven && word + 1 == wordsPerOutput;
        boolean isTaken = isCollected && (!isOffered || isLastWord);
        boolean isShifted = isColumnRead && (!isCollected || isTaken);
        boolean isIssued = (!isColumnRead || isShifted) && isColumnThere();
        if (isGiven) {
            word = isLastWord ? 0 : word + 1;
        }
        isOffered = isTaken || (isOffered && !isLastWord);
        isCollected = (isShifted && isLastColumn) || (isCollected && !isTaken);
        if (isShifted) {
            isColumnRead = false;
        }
        if (wires.isTransfer(in)) {
            raster.write();
        }
        if (isIssued) {
            isColumnRead = true;
            isLastColumn = load == reachColumns - 1;
            load++;
            if (isLastColumn) {
                raster.advance();
                load = raster.column() == 0
                        ? 0
                        : Math.max(0, reachColumns - geometry.window().sx());
            }
        }
    }

    private boolean isColumnThere() {
        int column = geometry.firstColumn(raster.column()) + load;
        boolean isOffMap = column < 0
                || column >= geometry.width()
                || geometry.firstRow(raster.row()) + geometry.window().reachRows() - 1 < 0;
        return isOffMap || raster.has(geometry.need(raster.row(), column));
    }
}
