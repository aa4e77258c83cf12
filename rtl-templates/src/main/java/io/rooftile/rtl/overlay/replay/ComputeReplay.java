package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.ComputeRegister;
import io.rooftile.rtl.overlay.Mode;
import io.rooftile.rtl.overlay.Token;
import io.rooftile.rtl.overlay.Unit;
import java.util.ArrayDeque;
import java.util.Deque;

/// `overlay_compute` and what follows it: the array and the drain move without a stop, so that a job's length is known
/// when it begins.
final class ComputeReplay {
    /// Least cycles between the beginnings of two jobs.
    private static final int JOB_CYCLES = 40;
    /// From a cycle of a job to the one in which the memories are read.
    private static final int READ_CYCLES = 2;
    /// From a cycle of a job to its sum, without the adder tree.
    private static final int SUM_CYCLES = 6;
    /// From the last cycle in which sums leave to the one in which the result is there.
    private static final int REQUANTISE_CYCLES = 11;

    /// What happens at a time.
    private record Event(long cycle, int tokens) {}

    final UnitQueue queue = new UnitQueue(Unit.COMPUTE);
    private final EngineTiming engine;
    private final Deque<Event> reads = new ArrayDeque<>();
    private final Deque<Event> results = new ArrayDeque<>();
    private int walked;
    private long begunAt = Long.MIN_VALUE / 2;
    private long endsAt = Long.MIN_VALUE / 2;
    private long resultsAt = Long.MIN_VALUE / 2;
    private long busyCycles;

    ComputeReplay(EngineTiming engine) {
        this.engine = engine;
    }

    boolean isIdle(long cycle) {
        return cycle > resultsAt;
    }

    long busyCycles() {
        return busyCycles;
    }

    boolean isOpen(long cycle) {
        return walked == engine.pp() && cycle >= endsAt && cycle >= begunAt + JOB_CYCLES;
    }

    /// Whether the last result of a job is there in this cycle.
    boolean isResult(long cycle) {
        return !results.isEmpty() && results.peekFirst().cycle() == cycle;
    }

    /// Tokens that are given in a cycle because all was read.
    int givenByReads(long cycle) {
        return given(reads, cycle);
    }

    /// Tokens that are given in a cycle because all results are there.
    int givenByResults(long cycle) {
        return given(results, cycle);
    }

    private static int given(Deque<Event> events, long cycle) {
        return !events.isEmpty() && events.peekFirst().cycle() == cycle
                ? events.removeFirst().tokens()
                : 0;
    }

    /// The clock edge.
    void step(long cycle, boolean isStarted) {
        boolean isJob = queue.hasJob();
        if (isStarted) {
            begin(cycle);
        } else if (isJob && walked < engine.pp()) {
            walked++;
        }
        queue.step(isStarted);
    }

    private void begin(long cycle) {
        long taps = (long) register(ComputeRegister.INPUT_GROUPS)
                * register(ComputeRegister.FY)
                * register(ComputeRegister.FX);
        long groups = Math.ceilDiv((long) register(ComputeRegister.PIXELS), (long) engine.pp())
                * register(ComputeRegister.OUTPUT_GROUPS);
        // What a round reads is summed in the next one.
        long rounds = register(ComputeRegister.MODE) == Mode.NEIGHBOURS.number() ? 2 : 1;
        // Sums leave in as many cycles as there are drain steps: no sooner come the next ones.
        long firstSums = Math.max(cycle + rounds * taps, endsAt + engine.drainSteps());
        endsAt = firstSums + (groups - 1) * Math.max(taps, engine.drainSteps());
        begunAt = cycle;
        busyCycles += (groups + rounds - 1) * taps;
        int tokens = queue.tokens();
        reads.addLast(new Event(endsAt + READ_CYCLES, tokens & 1 << Token.C2L.giveBit()));
        resultsAt = endsAt + SUM_CYCLES + engine.treeRegisters() + engine.drainSteps() + REQUANTISE_CYCLES;
        results.addLast(new Event(resultsAt, tokens & 1 << Token.C2S.giveBit()));
        walked = 0;
    }

    private int register(ComputeRegister register) {
        return queue.registers[register.number()];
    }
}
