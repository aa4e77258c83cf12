package io.rooftile.costmodel.overlay;

/// The memory at the engine's port: answers after its latency, moves as many beats as its rate gives, reads and writes
/// together; reads come in the order in which they are asked for, and go first. Mutable and reused.
final class MemoryClock {
    /// Bursts of reads that may be on their way, of the program and of loads together.
    private static final int MOST_READS = 16;
    /// Parts of a beat in which the rate is counted, and beats that a memory which had nothing to do moves at once.
    static final int BEAT = 256;

    static final int MOST_SAVED = 4 * BEAT;

    private int latency;
    int rate;
    int saved;
    /// Reads that are asked for: when the first beat may come, beats, and whether they are a load's.
    private final long[] readAt = new long[MOST_READS];
    private final int[] readBeats = new int[MOST_READS];
    private final boolean[] isReadOfLoad = new boolean[MOST_READS];
    private int firstRead;
    private int reads;
    /// Beats that are left of the read that comes first.
    int beatsLeft;
    /// Bursts of writes whose data has not all come, and when the others are answered.
    private int writes;
    private long[] answerAt = new long[128];
    private int firstAnswer;
    private int answers;

    void clear(Engine engine) {
        latency = Math.toIntExact(engine.memory().latencyCycles());
        rate = engine.beatsPer256Cycles;
        saved = MOST_SAVED;
        reads = 0;
        firstRead = 0;
        writes = 0;
        answers = 0;
        firstAnswer = 0;
        int waiting = Engine.ceilPowerOfTwo(latency + 2);
        if (answerAt.length < waiting) {
            answerAt = new long[waiting];
        }
    }

    boolean isReadReady() {
        return reads < MOST_READS;
    }

    boolean hasReads() {
        return reads > 0;
    }

    boolean isBeat(long cycle) {
        return reads > 0 && cycle >= readAt[firstRead] && saved >= BEAT;
    }

    /// Whether the first beat of the read that comes first may come.
    boolean isReadDue(long cycle) {
        return reads > 0 && cycle >= readAt[firstRead];
    }

    /// When the first beat of the read that comes first may come.
    long nextRead() {
        return reads > 0 ? readAt[firstRead] : Long.MAX_VALUE;
    }

    /// When the next answer comes.
    long nextAnswer() {
        return answers > 0 ? answerAt[firstAnswer] : Long.MAX_VALUE;
    }

    /// Whether the read that comes first is a load's.
    boolean isLoadFirst() {
        return isReadOfLoad[firstRead];
    }

    /// @param isRead whether a beat is read in this cycle
    boolean isDataReady(boolean isRead) {
        return writes > 0 && saved >= (isRead ? 2 * BEAT : BEAT);
    }

    boolean isAnswer(long cycle) {
        return answers > 0 && cycle >= answerAt[firstAnswer];
    }

    /// The clock edge.
    ///
    /// @param asked beats of a burst that is asked for, or 0
    /// @param isLoad whether a load asks
    /// @param isRead whether a beat is read
    /// @param isNewWrite whether a burst of writes is announced
    /// @param isLast whether the data that moves is the last of its burst
    /// @param isAnswered whether an answer goes
    void step(
            long cycle,
            int asked,
            boolean isLoad,
            boolean isRead,
            boolean isNewWrite,
            boolean isData,
            boolean isLast,
            boolean isAnswered) {
        if (isRead) {
            takeBeat();
        }
        if (asked > 0) {
            ask(cycle, asked, isLoad);
        }
        if (isData) {
            write(cycle, isLast);
        }
        writes += isNewWrite ? 1 : 0;
        if (isAnswered) {
            takeAnswer();
        }
        pass(1);
    }

    /// A beat of the read that comes first is taken.
    private void takeBeat() {
        saved -= BEAT;
        beatsLeft--;
        if (beatsLeft == 0) {
            firstRead = (firstRead + 1) % MOST_READS;
            reads--;
            beatsLeft = reads > 0 ? readBeats[firstRead] : 0;
        }
    }

    private void ask(long cycle, int beats, boolean isLoad) {
        int at = (firstRead + reads) % MOST_READS;
        readAt[at] = cycle + latency;
        readBeats[at] = beats;
        isReadOfLoad[at] = isLoad;
        if (reads == 0) {
            beatsLeft = beats;
        }
        reads++;
    }

    private void write(long cycle, boolean isLast) {
        saved -= BEAT;
        if (isLast) {
            writes--;
            answerAt[(firstAnswer + answers) & (answerAt.length - 1)] = cycle + latency;
            answers++;
        }
    }

    private void takeAnswer() {
        firstAnswer = (firstAnswer + 1) & (answerAt.length - 1);
        answers--;
    }

    /// So many cycles go by.
    void pass(long cycles) {
        saved = (int) Math.min(MOST_SAVED, saved + cycles * rate);
    }
}
