package io.rooftile.costmodel.replay;

/// `stream_fifo_ram`: memory, and a register behind it.
final class RamFifoState implements CellState {
    private final int depth;
    private final int in;
    private final int out;
    private int stored;
    private boolean isOffered;
    private int highWater;

    RamFifoState(int depth, int in, int out) {
        this.depth = depth;
        this.in = in;
        this.out = out;
    }

    /// Most words it has held in memory.
    int highWater() {
        return highWater;
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = isOffered;
    }

    @Override
    public void accept(Wires wires) {
        wires.ready[in] = stored != depth;
    }

    @Override
    public void step(Wires wires) {
        boolean isFree = !isOffered || wires.ready[out];
        boolean isRead = stored != 0 && isFree;
        if (isFree) {
            isOffered = isRead;
        }
        stored += (wires.isTransfer(in) ? 1 : 0) - (isRead ? 1 : 0);
        highWater = Math.max(highWater, stored);
    }
}
