package io.rooftile.costmodel.replay;

import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.dataflow.Circuit;
import io.rooftile.core.dataflow.Circuit.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs a circuit cycle by cycle. The world outside takes words whenever the circuit has one and gives them whenever it
/// can, or at a constant pace.
public final class Replay {
    /// More than any cell works without handing over a word: a pipe's registers, a window's columns.
    private static final int MOST_IDLE_CYCLES = 10_000;

    private static final long NO_PACE = 0;

    private final Circuit circuit;
    /// Cycles over which the words of an inference are spread, or [#NO_PACE].
    private final long paceCycles;

    private final Wires wires;
    private final List<CellState> states = new ArrayList<>();
    private final int[] entries;
    private final int[] exits;

    /// What a run showed.
    ///
    /// @param endCycles by inference, from the cycle that takes the first word of the first one to the cycle
    /// that gives
    ///     its last word
    /// @param highWaterWords by cell, the most words that a FIFO held; 0 for other cells
    public record Result(List<Long> endCycles, List<Integer> highWaterWords) {
        public Result {
            endCycles = List.copyOf(endCycles);
            highWaterWords = List.copyOf(highWaterWords);
        }

        /// Of the first inference: from the cycle that takes its first word to the one that gives its last.
        public long latencyCycles() {
            return endCycles.getFirst();
        }

        /// Between the last words of the last two inferences.
        public long intervalCycles() {
            return endCycles.getLast() - endCycles.get(endCycles.size() - 2);
        }
    }

    private Replay(Circuit circuit, long paceCycles) {
        this.circuit = circuit;
        this.paceCycles = paceCycles;
        this.wires = new Wires(circuit.links().size());
        this.entries = new int[circuit.inputWords().size()];
        this.exits = new int[circuit.outputWords().size()];
        List<int[]> in = new ArrayList<>();
        List<int[]> out = new ArrayList<>();
        for (Cell cell : circuit.cells()) {
            in.add(new int[cell.inputs()]);
            out.add(new int[cell.outputs()]);
        }
        for (int i = 0; i < circuit.links().size(); i++) {
            Link link = circuit.links().get(i);
            (link.from() == Circuit.OUTSIDE ? entries : out.get(link.from()))[link.fromPort()] = i;
            (link.to() == Circuit.OUTSIDE ? exits : in.get(link.to()))[link.toPort()] = i;
        }
        for (int i = 0; i < circuit.cells().size(); i++) {
            states.add(CellState.of(circuit.cells().get(i), in.get(i), out.get(i)));
        }
    }

    /// Runs some inferences back to back.
    ///
    /// @param inferences at least 2
    /// @param mostCycles after which the circuit is taken to be stuck
    /// @throws IllegalStateException when the circuit does not come to an end: a deadlock
    public static Result run(Circuit circuit, int inferences, long mostCycles) {
        return new Replay(circuit, NO_PACE).run(inferences, mostCycles);
    }

    /// Runs some inferences whose words come in at a constant pace, or later where the circuit does not take them.
    ///
    /// @param paceCycles over which the words of an inference are spread
    /// @param inferences at least 2
    /// @param mostCycles after which the circuit is taken to be stuck
    /// @throws IllegalStateException when the circuit does not come to an end: a deadlock
    public static Result runPaced(Circuit circuit, long paceCycles, int inferences, long mostCycles) {
        return new Replay(circuit, paceCycles).run(inferences, mostCycles);
    }

    private Result run(int inferences, long mostCycles) {
        long[] toGive = words(circuit.inputWords(), inferences);
        long[] toTake = words(circuit.outputWords(), inferences);
        long[] ends = new long[inferences];
        long first = -1;
        long left = 0;
        long idle = 0;
        for (long words : toTake) {
            left += words;
        }
        for (long cycle = 0; left > 0; cycle++) {
            if (cycle >= mostCycles || idle > MOST_IDLE_CYCLES) {
                throw new IllegalStateException("no end after " + cycle + " cycles: the circuit is stuck");
            }
            settle(cycle, inferences, toGive);
            idle = wires.isIdle() ? idle + 1 : 0;
            for (int i = 0; i < entries.length; i++) {
                if (wires.isTransfer(entries[i])) {
                    toGive[i]--;
                    first = first < 0 ? cycle : first;
                }
            }
            for (int i = 0; i < exits.length; i++) {
                if (wires.isTransfer(exits[i])) {
                    toTake[i]--;
                    left--;
                    long perInference = circuit.outputWords().get(i);
                    if (toTake[i] % perInference == 0) {
                        int done = Math.toIntExact(inferences - 1 - toTake[i] / perInference);
                        ends[done] = Math.max(ends[done], cycle);
                    }
                }
            }
            for (CellState state : states) {
                state.step(wires);
            }
        }
        long start = first;
        return new Result(Arrays.stream(ends).map(end -> end - start).boxed().toList(), highWater());
    }

    private static long[] words(List<Long> perInference, int inferences) {
        return perInference.stream().mapToLong(words -> words * inferences).toArray();
    }

    private void settle(long cycle, int inferences, long[] toGive) {
        for (int i = 0; i < entries.length; i++) {
            long words = circuit.inputWords().get(i);
            long given = words * inferences - toGive[i];
            wires.valid[entries[i]] = toGive[i] > 0 && cycle * words >= given * paceCycles;
        }
        for (int i = 0; i < states.size(); i++) {
            states.get(i).offer(wires);
        }
        for (int exit : exits) {
            wires.ready[exit] = true;
        }
        for (int i = states.size() - 1; i >= 0; i--) {
            states.get(i).accept(wires);
        }
    }

    private List<Integer> highWater() {
        return states.stream()
                .map(state -> switch (state) {
                    case FifoState fifo -> fifo.highWater();
                    case RamFifoState fifo -> fifo.highWater();
                    case NarrowState _,
                            WidenState _,
                            ForkState _,
                            PipeState _,
                            ConcatState _,
                            ReducePoolState _,
                            FoldWindowState _,
                            TapsWindowState _ -> 0;
                })
                .toList();
    }
}
