package io.rooftile.costmodel.overlay;

/// Cycles in which nothing happens but that the memory moves beats of one load, of one store or of both: most of a
/// network's, so they are worth a loop of their own. What it does in each is what [MemoryClock], [LoadClock] and
/// [StoreClock] do. Mutable and reused.
final class StreamClock {
    private final MemoryClock memory;
    private final LoadClock load;
    private final StoreClock store;

    StreamClock(MemoryClock memory, LoadClock load, StoreClock store) {
        this.memory = memory;
        this.load = load;
        this.store = store;
    }

    /// Goes on as long as beats move and nothing ends, nor begins.
    ///
    /// @param from the next cycle
    /// @param until the first cycle in which something else may happen
    /// @return the first cycle that is left
    long run(long from, long until) {
        boolean isLoading = memory.isReadDue(from);
        boolean isLoadSteady = isLoading ? memory.isLoadFirst() && load.isStreaming() : !load.isMoving();
        if (!isLoadSteady) {
            return from;
        }
        boolean isStoring = store.isBusy();
        if (isStoring ? !store.isStreaming() : !isLoading || store.isMoving()) {
            return from;
        }
        long end = isLoading ? until : Math.min(until, memory.nextRead());
        int rate = memory.rate;
        int saved = memory.saved;
        int beats = isLoading ? memory.beatsLeft : 0;
        int unitBeats = load.beatsOfUnit();
        int units = isLoading ? load.unitsLeft() : 0;
        int have = load.have();
        int unread = store.unread;
        int inFlight = store.inFlight;
        int chunks = store.chunks;
        boolean isRead = store.isRead;
        int beat = store.beat;
        int unsent = store.unsent;
        int lastBeat = store.lastBeat();
        int ofBurst = store.beatsLeftOfBurst();
        long cycle = from;
        if (isLoading && !isStoring && rate >= MemoryClock.BEAT && saved >= MemoryClock.BEAT) {
            // A beat a cycle, as far as that goes.
            int most = unitBeats == 1 ? units - 1 : (units - 1) * unitBeats - have;
            int passed = (int) Math.max(0, Math.min(end - from, Math.min(beats - 1, most)));
            if (passed > 0) {
                int gone = unitBeats == 1 ? passed : (have + passed - 1) / unitBeats;
                units -= gone;
                have = unitBeats == 1 ? 0 : have + passed - gone * unitBeats;
                beats -= passed;
                saved = (int) Math.min(MemoryClock.MOST_SAVED, saved + (long) passed * (rate - MemoryClock.BEAT));
                cycle += passed;
            }
        }
        while (cycle < end
                && (!isLoading || (beats > 1 && units > 1))
                && (!isStoring || (unread != 1 && unsent > 1 && ofBurst > 1))) {
            boolean isBeat = isLoading && saved >= MemoryClock.BEAT;
            boolean isSent = chunks > 0 && saved >= (isBeat ? 2 * MemoryClock.BEAT : MemoryClock.BEAT);
            saved += rate;
            if (isLoading) {
                if (have == unitBeats) {
                    units--;
                    have = isBeat ? 1 : 0;
                } else if (isBeat) {
                    have++;
                }
                if (unitBeats == 1 && isBeat) {
                    units--;
                    have = 0;
                }
            }
            if (isBeat) {
                beats--;
                saved -= MemoryClock.BEAT;
            }
            boolean isStep = unread > 0 && inFlight < StoreClock.MOST_CHUNKS;
            if (isRead) {
                chunks++;
            }
            if (isSent) {
                saved -= MemoryClock.BEAT;
                ofBurst--;
                if (beat == lastBeat) {
                    beat = 0;
                    chunks--;
                    inFlight--;
                    unsent--;
                } else {
                    beat++;
                }
            }
            isRead = isStep;
            if (isStep) {
                inFlight++;
                unread--;
            }
            saved = Math.min(saved, MemoryClock.MOST_SAVED);
            cycle++;
        }
        memory.saved = saved;
        if (isLoading) {
            memory.beatsLeft = beats;
            load.pass(units, have);
        }
        if (isStoring) {
            store.unread = unread;
            store.inFlight = inFlight;
            store.chunks = chunks;
            store.isRead = isRead;
            store.beat = beat;
            store.unsent = unsent;
            store.pass(ofBurst);
        }
        return cycle;
    }
}
