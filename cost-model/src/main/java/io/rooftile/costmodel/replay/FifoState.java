package io.rooftile.costmodel.replay;

/// `stream_fifo`.
final class FifoState implements CellState {
    private final int depth;
    private final int in;
    private final int out;
    private int count;
    private int highWater;

    FifoState(int depth, int in, int out) {
        this.depth = depth;
        this.in = in;
        this.out = out;
    }

    /// Most words it has held.
    int highWater() {
        return highWater;
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = count != 0;
    }

    @Override
    public void accept(Wires wires) {
        wires.ready[in] = count != depth;
    }

    @Override
    public void step(Wires wires) {
        count += (wires.isTransfer(in) ? 1 : 0) - (wires.isTransfer(out) ? 1 : 0);
        highWater = Math.max(highWater, count);
    }
}
