package io.rooftile.costmodel.replay;

/// `stream_narrow`.
final class NarrowState implements CellState {
    private final int ratio;
    private final int in;
    private final int out;
    private int left;

    NarrowState(int ratio, int in, int out) {
        this.ratio = ratio;
        this.in = in;
        this.out = out;
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = left != 0;
    }

    @Override
    public void accept(Wires wires) {
        wires.ready[in] = left == 0 || (left == 1 && wires.ready[out]);
    }

    @Override
    public void step(Wires wires) {
        if (wires.isTransfer(in)) {
            left = ratio;
        } else if (wires.isTransfer(out)) {
            left--;
        }
    }
}
