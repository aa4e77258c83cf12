package io.rooftile.costmodel.overlay;

import java.util.Arrays;

/// When the units of an engine do the jobs of a program. Cycles are those of the engine's own control. A unit does its
/// jobs in order, so it is enough to take the units in turn, each as far as it is known what its next job waits for;
/// stores come last, as they have what loads leave of the memory. Mutable and reused; `docs/model/overlay.md` says what
/// each number is.
final class EngineClock {
    /// Instructions that are read at once, and of which two lots are on their way.
    private static final int LOT = 32;

    /// From a job's last tap to the cycle in which others know that all was read.
    private static final int READ_CYCLES = 3;
    /// From a store's beginning to its first beat.
    private static final int SEND_CYCLES = 3;
    /// Chunks that are read before they are sent.
    private static final int AHEAD_CHUNKS = 3;

    private final MemoryClock memory = new MemoryClock();
    private final UnitQueue[] queues = {new UnitQueue(), new UnitQueue(), new UnitQueue()};
    private Engine engine;
    private JobList jobs;

    private int placed;
    private int instructions;
    private long handedOver;
    private long lot;
    private long nextLot;

    private int loads;
    private long loadBegin;
    private long loadEnd;

    private int computes;
    private long computeStart;
    private long computeEnd;

    private int stores;
    private long storeEnd;

    /// The first cycles in which other units know: by load, that it is done; by job of the array, that it has read all;
    /// by store, that it has read all, and that all is written.
    private long[] loaded = new long[128];
    private long[] read = new long[128];
    private long[] taken = new long[128];
    private long[] stored = new long[128];
    /// By job of the array, the cycle of its last result.
    long[] result = new long[128];

    EngineClock(Engine engine) {
        this.engine = engine;
        this.jobs = new JobList();
    }

    /// Cycles from start to end.
    long run(Engine newEngine, JobList newJobs) {
        engine = newEngine;
        jobs = newJobs;
        clear();
        while (stores < jobs.stores) {
            boolean isMoved = true;
            while (isMoved) {
                // What memory is asked for comes in the order of time.
                isMoved = compute() || (loadStart() < handedOver ? load() || handOver() : handOver() || load());
            }
            store();
        }
        return storeEnd + memory.latency + 3;
    }

    private void clear() {
        memory.clear(engine);
        for (UnitQueue queue : queues) {
            queue.clear();
        }
        placed = 0;
        // The header is nobody's.
        instructions = 1;
        lot = fetch(1);
        nextLot = fetch(2);
        handedOver = lot + 1;
        loads = 0;
        loadBegin = 0;
        loadEnd = 0;
        computes = 0;
        computeStart = -Engine.JOB_CYCLES;
        computeEnd = 0;
        stores = 0;
        storeEnd = 0;
        if (loaded.length < jobs.loads) {
            loaded = Arrays.copyOf(loaded, 2 * jobs.loads);
        }
        if (read.length < jobs.computes) {
            int size = 2 * jobs.computes;
            read = Arrays.copyOf(read, size);
            taken = Arrays.copyOf(taken, size);
            stored = Arrays.copyOf(stored, size);
            result = Arrays.copyOf(result, size);
        }
    }

    /// Reads a lot of instructions ahead.
    private long fetch(long asked) {
        return memory.readAhead(asked, (long) LOT * Engine.INSTRUCTION_BYTES / engine.beatBytes, LOT);
    }

    /// Hands the instructions of the next job over to its unit's queue.
    private boolean handOver() {
        if (placed == jobs.count) {
            return false;
        }
        int unit = jobs.units[placed];
        UnitQueue queue = queues[unit];
        int count = instructions(unit, queue.handed());
        long room = queue.roomFor(count);
        if (room == UnitQueue.UNKNOWN) {
            return false;
        }
        handedOver = Math.max(handedOver, room - count);
        handOver(count);
        queue.handOver(count, handedOver);
        placed++;
        return true;
    }

    private int instructions(int unit, int job) {
        return unit == JobList.LOAD
                ? jobs.loadInstructions[job]
                : unit == JobList.COMPUTE ? jobs.computeInstructions[job] : jobs.storeInstructions[job];
    }

    private void handOver(int count) {
        for (int left = count; left > 0; ) {
            int inLot = instructions % LOT;
            int now = Math.min(left, LOT - inLot);
            long ready = lot + 1 + (long) (inLot + now - 1) * Math.max(1, Engine.INSTRUCTION_BYTES / engine.beatBytes);
            handedOver = Math.max(handedOver + now, ready);
            instructions += now;
            left -= now;
            if (instructions % LOT == 0) {
                lot = nextLot;
                nextLot = fetch(handedOver + 1);
            }
        }
    }

    /// When the next load begins, a time without end while that is not known.
    private long loadStart() {
        UnitQueue queue = queues[JobList.LOAD];
        if (loads >= queue.handed()
                || jobs.loadAfterCompute[loads] >= computes
                || jobs.loadAfterStore[loads] >= stores) {
            return Long.MAX_VALUE;
        }
        long tokens = Math.max(at(read, jobs.loadAfterCompute[loads]), at(stored, jobs.loadAfterStore[loads]));
        long free = loads == 0 ? 0 : Math.max(memory.lastAsked(), loadBegin) + 1;
        return Math.max(Math.max(queue.head(), tokens), free);
    }

    private boolean load() {
        long start = loadStart();
        if (start == Long.MAX_VALUE) {
            return false;
        }
        loadBegin = Math.max(start + 1, loadEnd);
        loadEnd =
                memory.read(start, loadBegin + 1, jobs.loadBeats[loads], jobs.loadBursts[loads], jobs.loadSteps[loads]);
        queues[JobList.LOAD].begin(engine.isSmall ? Math.max(memory.lastAsked(), loadBegin) : start);
        loaded[loads++] = loadEnd + 1;
        return true;
    }

    private boolean compute() {
        UnitQueue queue = queues[JobList.COMPUTE];
        if (computes >= queue.handed()
                || jobs.computeAfterLoad[computes] >= loads
                || jobs.computeAfterStore[computes] >= stores) {
            return false;
        }
        long tokens =
                Math.max(at(loaded, jobs.computeAfterLoad[computes]), at(taken, jobs.computeAfterStore[computes]));
        // The lanes' first pixels are found one by one.
        long ready = Math.max(queue.head() + engine.pp, tokens);
        computeStart = Math.max(ready, Math.max(computeEnd, computeStart + Engine.JOB_CYCLES));
        int taps = jobs.computeTaps[computes];
        long firstSums = Math.max(computeStart + taps, computeEnd + engine.drainCycles);
        computeEnd = firstSums + (jobs.computeGroups[computes] - 1L) * Math.max(taps, engine.drainCycles);
        // A small engine has one set of registers, which a job keeps.
        queue.begin(engine.isSmall ? computeEnd + engine.resultCycles : computeStart);
        read[computes] = computeEnd + READ_CYCLES;
        result[computes++] = computeEnd + engine.resultCycles;
        return true;
    }

    private void store() {
        UnitQueue queue = queues[JobList.STORE];
        long start = Math.max(Math.max(queue.head(), result[stores] + 1), storeEnd + 1);
        storeEnd = memory.write(start + SEND_CYCLES, jobs.storeBeats[stores]);
        queue.begin(engine.isSmall ? Math.max(start, storeEnd - 1) : start);
        long ahead = memory.cyclesOfBeat() == 1 ? 2 : memory.cyclesOfBeat() * AHEAD_CHUNKS * engine.beatsPerChunk;
        taken[stores] = storeEnd + 1 - ahead;
        stored[stores++] = storeEnd + memory.latency + 2;
    }

    private static long at(long[] cycles, int job) {
        return job == JobList.NONE ? 0 : cycles[job];
    }
}
