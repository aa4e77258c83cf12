package io.rooftile.costmodel.replay;

/// `stream_widen`.
final class WidenState implements CellState {
    private final int ratio;
    private final int in;
    private final int out;
    private int have;

    WidenState(int ratio, int in, int out) {
        this.ratio = ratio;
        this.in = in;
        this.out = out;
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = have == ratio;
    }

    @Override
    public void accept(Wires wires) {
        wires.ready[in] = have != ratio || wires.ready[out];
    }

    @Override
    public void step(Wires wires) {
        if (wires.isTransfer(in)) {
            have = (have == ratio ? 0 : have) + 1;
        } else if (wires.isTransfer(out)) {
            have = 0;
        }
    }
}
