package io.rooftile.costmodel.overlay;

/// What the memory moves when: reads in the order in which they are asked for, writes with what reads leave of its
/// rate. Mutable and reused.
final class MemoryClock {
    /// Bursts of reads that may be on their way.
    private static final int MOST_BURSTS = 16;
    /// What the memory moves in so many cycles is a whole number of beats.
    private static final int RATE_CYCLES = 256;
    /// Beats that a memory which had nothing to do moves at once.
    private static final int SAVED_BEATS = 4;
    /// Of them those that writes beside reads may have, in 256ths.
    private static final long MOST_SAVED = (SAVED_BEATS - 1L) * RATE_CYCLES;
    /// Reads behind which others may still be put.
    private static final int RECENT = 8;

    private static final int KEPT = 256;
    /// Cycles from the last beat of a burst to the first of the next where one is open at a time.
    private static final long BETWEEN_BURSTS = 2;

    int latency;
    private int rate;
    private boolean isOnePort;
    /// Reads: from when to when, how many beats, and when they were asked for.
    private final long[] from = new long[KEPT];
    private final long[] to = new long[KEPT];
    private final long[] beats = new long[KEPT];
    private final long[] asked = new long[KEPT];
    private int reads;
    private int passed;
    /// The cycle behind the last write, what its rate holds until, and what of it was saved, in 256ths of beats.
    private long writesEnd;
    private long shareEnd;
    private long saved;
    /// Of the last read: when its last burst is asked for.
    private long lastAsked;

    void clear(Engine engine) {
        latency = Math.toIntExact(engine.memory().latencyCycles());
        rate = engine.beatsPer256Cycles;
        isOnePort = engine.memory().isOnChip();
        reads = 0;
        passed = 0;
        writesEnd = 0;
        saved = MOST_SAVED;
        lastAsked = 0;
    }

    private long cycles(long ofBeats) {
        return rate >= RATE_CYCLES ? ofBeats : Math.ceilDiv(ofBeats * RATE_CYCLES, (long) rate);
    }

    /// Cycles between two beats that a job of the store unit sends.
    long cyclesOfBeat() {
        return cycles(1);
    }

    /// Reads the beats of a load.
    ///
    /// @param start of the load; bursts are asked for from the next cycle on
    /// @param least the first cycle in which beats are taken
    /// @param steps cycles that the unit takes for them at least
    /// @return the cycle behind that of the last beat
    long read(long start, long least, long ofBeats, long bursts, long steps) {
        int place = place(start);
        long before = place == 0 ? 0 : to[(place - 1) % KEPT];
        long first = Math.max(Math.max(start + 1 + latency, least), before);
        long idle = Math.min(SAVED_BEATS, (first - before) * rate / RATE_CYCLES);
        long took = Math.max(Math.max(steps, ofBeats), cycles(Math.max(0, ofBeats - idle)));
        if (isOnePort) {
            took += (bursts - 1) * BETWEEN_BURSTS;
        } else if (bursts > MOST_BURSTS) {
            long ofBurst = cycles(Math.ceilDiv(ofBeats, bursts));
            long ofRound = Math.max(MOST_BURSTS * ofBurst, latency + 1 + ofBurst);
            long rounds = (bursts - 1) / MOST_BURSTS;
            took = Math.max(took, rounds * ofRound + (bursts - rounds * MOST_BURSTS) * ofBurst);
        }
        lastAsked = isOnePort
                ? first + took - Math.ceilDiv(took, bursts)
                : bursts <= MOST_BURSTS ? start + bursts : first + took - took * MOST_BURSTS / bursts;
        add(place, first, took, ofBeats, start);
        return first + took;
    }

    /// When the last burst of the last load is asked for.
    long lastAsked() {
        return lastAsked;
    }

    /// Reads beats that nobody keeps waiting: they come behind those of loads that were asked for before them, and hold
    /// up the others.
    ///
    /// @param start the cycle in which they are asked for
    /// @param least cycles that they take at least
    /// @return the cycle of the first
    long readAhead(long start, long ofBeats, long least) {
        int place = place(start);
        long first = Math.max(start + latency, place == 0 ? 0 : to[(place - 1) % KEPT]);
        add(place, first, Math.max(least, cycles(ofBeats)), ofBeats, start);
        return first;
    }

    /// The place of beats that are asked for in a cycle among the others.
    private int place(long start) {
        int place = reads;
        while (place > Math.max(0, reads - RECENT) && asked[(place - 1) % KEPT] > start) {
            place--;
        }
        return place;
    }

    /// Puts beats at their place and moves those behind them as far as they are in the way.
    private void add(int place, long first, long took, long ofBeats, long start) {
        for (int i = reads; i > place; i--) {
            from[i % KEPT] = from[(i - 1) % KEPT];
            to[i % KEPT] = to[(i - 1) % KEPT];
            beats[i % KEPT] = beats[(i - 1) % KEPT];
            asked[i % KEPT] = asked[(i - 1) % KEPT];
        }
        from[place % KEPT] = first;
        to[place % KEPT] = first + took;
        beats[place % KEPT] = ofBeats;
        asked[place % KEPT] = start;
        for (int i = place + 1; i <= reads; i++) {
            long late = Math.max(0, to[(i - 1) % KEPT] - from[i % KEPT]);
            from[i % KEPT] += late;
            to[i % KEPT] += late;
        }
        reads++;
    }

    /// Writes beats; all reads that come before the last of them are known.
    ///
    /// @param start the first cycle in which one may be sent
    /// @return the cycle in which the last is sent
    long write(long start, long ofBeats) {
        passed = Math.max(passed, reads - KEPT);
        // What was left before is not lost, up to a few beats.
        while (writesEnd < start) {
            long share = share();
            long until = Math.min(start, shareEnd);
            saved = Math.min(MOST_SAVED, saved + share * (until - writesEnd));
            writesEnd = until;
        }
        long left = ofBeats * RATE_CYCLES;
        long ofSaved = Math.min(left, saved);
        saved -= ofSaved;
        left -= ofSaved;
        long least = start + ofBeats;
        while (left > 0) {
            long share = share();
            long needed = share == 0 ? Long.MAX_VALUE : Math.ceilDiv(left, share);
            long until = Math.min(shareEnd, needed == Long.MAX_VALUE ? shareEnd : writesEnd + needed);
            left -= share * (until - writesEnd);
            writesEnd = until;
        }
        writesEnd = Math.max(writesEnd, least);
        return writesEnd - 1;
    }

    /// What of the memory's rate writes have from the end of those before on, until [#shareEnd]. Reads take all of a
    /// memory that is slower than the port, what was saved too.
    private long share() {
        while (passed < reads && to[passed % KEPT] <= writesEnd) {
            passed++;
        }
        int next = passed % KEPT;
        long share = Math.min(RATE_CYCLES, rate);
        if (passed == reads) {
            shareEnd = Long.MAX_VALUE;
            return share;
        }
        if (from[next] > writesEnd) {
            shareEnd = from[next];
            return share;
        }
        shareEnd = to[next];
        if (rate < RATE_CYCLES) {
            saved = 0;
        }
        return Math.max(0, Math.min(share, rate - beats[next] * RATE_CYCLES / (to[next] - from[next])));
    }
}
