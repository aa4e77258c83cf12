package io.rooftile.costmodel.replay;

import io.rooftile.core.dataflow.Cell;

/// `stream_concat`.
final class ConcatState implements CellState {
    private final Cell.Concat cell;
    private final int[] in;
    private final int out;
    private int turn;
    private int words;

    ConcatState(Cell.Concat cell, int[] in, int out) {
        this.cell = cell;
        this.in = in;
        this.out = out;
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = wires.valid[in[turn]];
    }

    @Override
    public void accept(Wires wires) {
        for (int i = 0; i < in.length; i++) {
            wires.ready[in[i]] = i == turn && wires.ready[out];
        }
    }

    @Override
    public void step(Wires wires) {
        if (wires.isTransfer(out)) {
            words++;
            if (words == cell.words().get(turn)) {
                words = 0;
                turn = turn + 1 == in.length ? 0 : turn + 1;
            }
        }
    }
}
