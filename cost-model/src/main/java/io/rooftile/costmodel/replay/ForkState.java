package io.rooftile.costmodel.replay;

/// `stream_fork`.
final class ForkState implements CellState {
    private final int in;
    private final int[] out;
    private final boolean[] isDone;

    ForkState(int in, int[] out) {
        this.in = in;
        this.out = out;
        this.isDone = new boolean[out.length];
    }

    @Override
    public void offer(Wires wires) {
        for (int i = 0; i < out.length; i++) {
            wires.valid[out[i]] = wires.valid[in] && !isDone[i];
        }
    }

    @Override
    public void accept(Wires wires) {
        boolean isReady = true;
        for (int i = 0; i < out.length; i++) {
            isReady &= isDone[i] || wires.ready[out[i]];
        }
        wires.ready[in] = isReady;
    }

    @Override
    public void step(Wires wires) {
        if (wires.valid[in]) {
            for (int i = 0; i < out.length; i++) {
                isDone[i] = !wires.ready[in] && (isDone[i] || wires.ready[out[i]]);
            }
        }
    }
}
