package io.rooftile.costmodel.replay;

/// Every cell that is a pipe: a word of each input in, after some of them a result out, registers that move together.
final class PipeState implements CellState {
    private final long wordsPerResult;
    private final int[] in;
    private final int out;
    /// Whether a register holds a result, as a ring: `tail` is the one that is offered.
    private final boolean[] holds;

    private int tail;
    private long words;

    PipeState(long wordsPerResult, int latency, int[] in, int out) {
        this.wordsPerResult = wordsPerResult;
        this.in = in;
        this.out = out;
        this.holds = new boolean[latency];
    }

    @Override
    public void offer(Wires wires) {
        wires.valid[out] = holds[tail];
    }

    @Override
    public void accept(Wires wires) {
        boolean isReady = !holds[tail] || wires.ready[out];
        if (in.length == 1) {
            wires.ready[in[0]] = isReady;
            return;
        }
        boolean isComplete = true;
        for (int link : in) {
            isComplete &= wires.valid[link];
        }
        for (int link : in) {
            wires.ready[link] = isReady && isComplete;
        }
    }

    @Override
    public void step(Wires wires) {
        if (holds[tail] && !wires.ready[out]) {
            return;
        }
        boolean isResult = false;
        if (wires.isTransfer(in[0])) {
            words++;
            if (words == wordsPerResult) {
                words = 0;
                isResult = true;
            }
        }
        holds[tail] = isResult;
        tail = tail + 1 == holds.length ? 0 : tail + 1;
    }
}
