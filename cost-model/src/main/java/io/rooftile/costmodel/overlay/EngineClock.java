package io.rooftile.costmodel.overlay;

/// When the units of an engine do their jobs, given one after the other in the order of the program. Cycles are those
/// of the engine's own control; between jobs beats move at the rate that port and memory allow, reads before writes.
/// Mutable and reused; `docs/model/overlay.md` says what each number is.
final class EngineClock {
    /// Instructions that are read at once, and of which two lots are on their way.
    private static final int FETCHED = 32;
    /// Bursts of reads that may be on their way.
    private static final int MOST_BURSTS = 16;
    /// What the memory moves in so many cycles is a whole number of beats.
    private static final int RATE_CYCLES = 256;
    /// Beats that a memory which had nothing to do moves at once.
    private static final int SAVED_BEATS = 4;

    private static final int HISTORY = 64;
    private static final int FETCH_HISTORY = 8;

    private int latency;
    private int rate;
    private int beatBytes;
    private int chunkBeats;
    private int pp;
    private int drainSteps;
    private long resultCycles;

    // The program.
    private int instructions;
    private long handedOver;
    private long fetchedAt;
    private long fetchedNext;

    // The load unit.
    private final UnitQueue loads = new UnitQueue();
    private long loadStart;
    private long loadAsked;
    private long loadBegin;
    private long loadEnd;
    private long readsEnd;

    // The array.
    private final UnitQueue computes = new UnitQueue();
    private long computeStart;
    private long computeEnd;

    // The store unit.
    private long storeEnd;

    /// The last reads: from when to when, and how many beats.
    private final long[] readFrom = new long[HISTORY];
    private final long[] readTo = new long[HISTORY];
    private final long[] readBeats = new long[HISTORY];
    private final long[] readAsked = new long[HISTORY];
    private int reads;
    private int passedReads;

    void clear(Engine engine) {
        latency = Math.toIntExact(engine.memory().latencyCycles());
        rate = engine.beatsPer256Cycles;
        beatBytes = engine.beatBytes;
        chunkBeats = engine.beatsPerChunk;
        pp = engine.pp;
        drainSteps = engine.drainSteps;
        resultCycles = engine.resultCycles;
        instructions = 1;
        loads.clear();
        computes.clear();
        loadStart = 0;
        loadAsked = 0;
        loadBegin = 0;
        loadEnd = 0;
        readsEnd = 0;
        computeStart = -Engine.JOB_CYCLES;
        computeEnd = 0;
        storeEnd = 0;
        reads = 0;
        passedReads = 0;
        fetchedAt = fetch(1);
        fetchedNext = fetch(2);
        handedOver = fetchedAt + 1;
    }

    /// Instructions that were handed over.
    int instructions() {
        return instructions;
    }

    /// Hands the next instructions over.
    ///
    /// @param room the first cycle in which their unit takes in the last of them
    /// @return the cycle in which the last of them is
    private long handOver(int count, long room) {
        handedOver = Math.max(handedOver, room - count);
        for (int left = count; left > 0; ) {
            int inLot = instructions % FETCHED;
            int now = Math.min(left, FETCHED - inLot);
            long ready = fetchedAt + 1 + (long) (inLot + now - 1) * Math.max(1, Engine.INSTRUCTION_BYTES / beatBytes);
            handedOver = Math.max(handedOver + now, ready);
            instructions += now;
            left -= now;
            if (instructions % FETCHED == 0) {
                fetchedAt = fetchedNext;
                fetchedNext = fetch(handedOver + 1);
            }
        }
        return handedOver;
    }

    /// Reads a lot of instructions, for which there is room when the lot before the last one was handed over. Its beats
    /// come behind those of loads that were asked for before it, and hold up the others.
    ///
    /// @param asked the cycle in which it is asked for
    /// @return the cycle of its first beat
    private long fetch(long asked) {
        long from = asked + latency;
        int first = Math.max(0, reads - FETCH_HISTORY);
        int next = reads;
        while (next > first && readAsked[(next - 1) % HISTORY] >= asked) {
            next--;
        }
        if (next > 0) {
            from = Math.max(from, readTo[(next - 1) % HISTORY]);
        }
        long beats = FETCHED * (long) Engine.INSTRUCTION_BYTES / beatBytes;
        long took = Math.max(FETCHED, cycles(beats));
        if (next == reads || from + took <= readFrom[next % HISTORY]) {
            addRead(next, from, took, beats, asked);
            readsEnd = Math.max(readsEnd, from + took);
        } else {
            int last = (reads - 1) % HISTORY;
            readTo[last] += took;
            readBeats[last] += beats;
            readsEnd += took;
        }
        return from;
    }

    /// Notes beats that are read, before others that come behind them.
    private void addRead(int place, long from, long took, long beats, long asked) {
        for (int i = reads; i > place; i--) {
            readFrom[i % HISTORY] = readFrom[(i - 1) % HISTORY];
            readTo[i % HISTORY] = readTo[(i - 1) % HISTORY];
            readBeats[i % HISTORY] = readBeats[(i - 1) % HISTORY];
            readAsked[i % HISTORY] = readAsked[(i - 1) % HISTORY];
        }
        readFrom[place % HISTORY] = from;
        readTo[place % HISTORY] = from + took;
        readBeats[place % HISTORY] = beats;
        readAsked[place % HISTORY] = asked;
        reads++;
    }

    private long cycles(long beats) {
        return rate >= RATE_CYCLES ? beats : Math.ceilDiv(beats * RATE_CYCLES, (long) rate);
    }

    /// A job of the load unit.
    ///
    /// @param sets registers that are set before it
    /// @param tokens the first cycle in which all that it waits for is there
    /// @param beats that are read in so many bursts
    /// @param steps cycles that the unit takes for them at least
    /// @return the first cycle in which another unit knows of its end
    long load(int sets, long tokens, long beats, long bursts, long steps) {
        long head = Math.max(handOver(sets + 1, loads.roomFor(sets + 1)) + 1, loadStart + 1 + sets);
        long start = Math.max(Math.max(head, tokens), Math.max(loadAsked, loadBegin) + 1);
        long begin = Math.max(start + 1, loadEnd);
        long from = Math.max(Math.max(start + 1 + latency, begin + 1), readsEnd);
        long saved = Math.min(SAVED_BEATS, (from - readsEnd) * rate / RATE_CYCLES);
        long took = Math.max(Math.max(steps, beats), cycles(Math.max(0, beats - saved)));
        if (bursts > MOST_BURSTS) {
            long ofBurst = cycles(Math.ceilDiv(beats, bursts));
            long ofRound = Math.max(MOST_BURSTS * ofBurst, latency + 1 + ofBurst);
            took = Math.max(took, (bursts - 1) / MOST_BURSTS * ofRound + ((bursts - 1) % MOST_BURSTS + 1) * ofBurst);
        }
        loadStart = start;
        loads.add(sets + 1, start);
        loadAsked = bursts <= MOST_BURSTS ? start + bursts : from + took - took * MOST_BURSTS / bursts;
        loadBegin = begin;
        loadEnd = from + took;
        readsEnd = from + took;
        addRead(reads, from, took, beats, start);
        return loadEnd + 1;
    }

    /// A job of the array.
    ///
    /// @param groups of pixels and output channels
    /// @param taps cycles of a group
    void compute(int sets, long tokens, long groups, long taps) {
        long head = Math.max(handOver(sets + 1, computes.roomFor(sets + 1)) + 1, computeStart + 1 + sets);
        long start = Math.max(Math.max(head + pp, tokens), Math.max(computeEnd, computeStart + Engine.JOB_CYCLES));
        long firstSums = Math.max(start + taps, computeEnd + drainSteps);
        computeStart = start;
        computes.add(sets + 1, start);
        computeEnd = firstSums + (groups - 1) * Math.max(taps, drainSteps);
    }

    /// The first cycle in which other units know that the last job of the array has read all.
    long isRead() {
        return computeEnd + 3;
    }

    /// The cycle in which the last result of the last job of the array is there.
    long isResult() {
        return computeEnd + resultCycles;
    }

    /// The cycle in which a job of the store unit may begin at the earliest, for its instructions.
    long storeHead(int sets) {
        return handOver(sets + 1, 0) + 1;
    }

    /// A job of the store unit; all loads that begin before it ends have been given.
    ///
    /// @param tokens the first cycle in which all that it waits for is there
    void store(long tokens, long beats) {
        long from = Math.max(tokens, storeEnd + 1) + 3;
        storeEnd = sent(from, beats);
    }

    /// The first cycle in which other units know that the last job of the store unit has read all.
    long isStoreRead() {
        return rate >= RATE_CYCLES ? storeEnd - 1 : storeEnd + 1 - 3L * chunkBeats * RATE_CYCLES / rate;
    }

    /// The first cycle in which other units know that all of the last job of the store unit is written.
    long isStored() {
        return storeEnd + latency + 2;
    }

    /// Cycles from the start until the engine is done, if the last job was given.
    long end() {
        return storeEnd + latency + 3;
    }

    /// The cycle in which the last of some beats is sent, with what reads leave of the memory.
    private long sent(long from, long beats) {
        long left = beats * RATE_CYCLES;
        long at = from;
        passedReads = Math.max(passedReads, reads - HISTORY);
        while (true) {
            while (passedReads < reads && readTo[passedReads % HISTORY] <= at) {
                passedReads++;
            }
            int next = passedReads % HISTORY;
            boolean isNext = passedReads < reads;
            boolean isReading = isNext && readFrom[next] <= at;
            long share = Math.min(RATE_CYCLES, rate);
            if (isReading) {
                share = Math.min(
                        share, rate - readBeats[next] * RATE_CYCLES / (readTo[next] - readFrom[next]));
            }
            long until = isReading ? readTo[next] : isNext ? readFrom[next] : Long.MAX_VALUE;
            if (share > 0) {
                long needed = Math.ceilDiv(left, share);
                if (needed <= until - at) {
                    return at + needed - 1;
                }
                left -= (until - at) * share;
            }
            at = until;
        }
    }
}
