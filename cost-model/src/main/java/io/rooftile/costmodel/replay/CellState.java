package io.rooftile.costmodel.replay;

import io.rooftile.core.dataflow.Cell;

/// The registers of one cell. In each cycle all cells offer, from the first to the last; then all accept, from the last
/// to the first; then all step.
sealed interface CellState
        permits FifoState,
                RamFifoState,
                NarrowState,
                WidenState,
                ForkState,
                PipeState,
                ConcatState,
                ReducePoolState,
                FoldWindowState,
                TapsWindowState {
    /// Sets `valid` of the links that leave; may read `valid` of those that enter.
    void offer(Wires wires);

    /// Sets `ready` of the links that enter; may read all `valid` and `ready` of the links that leave.
    void accept(Wires wires);

    /// The clock edge.
    void step(Wires wires);

    /// A cell before the first cycle.
    ///
    /// @param in links that enter, by input
    /// @param out links that leave, by output
    static CellState of(Cell cell, int[] in, int[] out) {
        return switch (cell) {
            case Cell.Fifo fifo ->
                fifo.isRam()
                        ? new RamFifoState(fifo.depthWords(), in[0], out[0])
                        : new FifoState(fifo.depthWords(), in[0], out[0]);
            case Cell.Narrow narrow -> new NarrowState(narrow.ratio(), in[0], out[0]);
            case Cell.Widen widen -> new WidenState(widen.ratio(), in[0], out[0]);
            case Cell.Fork _ -> new ForkState(in[0], out);
            case Cell.Pipe pipe -> new PipeState(pipe.wordsPerResult(), pipe.latency(), in, out[0]);
            case Cell.Join join -> new PipeState(1, join.latency(), in, out[0]);
            case Cell.Concat concat -> new ConcatState(concat, in, out[0]);
            case Cell.ReducePool pool -> new ReducePoolState(pool, in[0], out[0]);
            case Cell.FoldWindow window -> new FoldWindowState(window, in[0], out[0]);
            case Cell.TapsWindow window -> new TapsWindowState(window, in[0], out[0]);
        };
    }
}
