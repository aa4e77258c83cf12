package io.rooftile.costmodel.replay;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.WindowGeometry;

/// `window_fold`.
final class FoldWindowState implements CellState {
    private final WindowGeometry geometry;
    private final int reachColumns;
    private final int pixelWords;
    private final long wordsPerOutput;
    private final Raster raster;
    private final int in;
    private final int out;
    private boolean isOffered;
    private int pixelWord;
    private long word;

    FoldWindowState(Cell.FoldWindow cell, int in, int out) {
        this.geometry = cell.geometry();
        this.reachColumns = geometry.window().reachColumns();
        this.pixelWords = cell.pixelWords();
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
        wires.ready[in] = pixelWord != 0 || raster.hasRoom();
    }

    @Override
    public void step(Wires wires) {
        boolean isLast = false;
        if (!isOffered || wires.ready[out]) {
            isOffered = word != 0 || raster.has(geometry.need(raster.row(), raster.column(), reachColumns));
            if (isOffered) {
                word++;
                isLast = word == wordsPerOutput;
            }
        }
        if (wires.isTransfer(in)) {
            pixelWord++;
            if (pixelWord == pixelWords) {
                pixelWord = 0;
                raster.write();
            }
        }
        if (isLast) {
            word = 0;
            raster.advance();
        }
    }
}
