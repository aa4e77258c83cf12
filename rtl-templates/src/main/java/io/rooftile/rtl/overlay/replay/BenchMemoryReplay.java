package io.rooftile.rtl.overlay.replay;

import java.util.ArrayDeque;
import java.util.Deque;

/// The memory of the bench: answers after its latency, moves as many beats as its rate gives.
final class BenchMemoryReplay implements MemoryReplay {
    private static final int MOST_BURSTS = 60;
    private static final int BEAT = 256;
    private static final int MOST_CREDIT = 1024;

    private final MemoryTiming timing;
    private final Deque<Long> readTimes = new ArrayDeque<>();
    private final Deque<Integer> readBeats = new ArrayDeque<>();
    private final Deque<Long> answerTimes = new ArrayDeque<>();
    private int readLeft;
    private int writes;
    private int credit;
    private long readBeatsMoved;
    private long writeBeatsMoved;

    BenchMemoryReplay(MemoryTiming timing) {
        this.timing = timing;
        this.credit = MOST_CREDIT;
    }

    @Override
    public boolean isReadReady() {
        return readTimes.size() < MOST_BURSTS;
    }

    @Override
    public boolean isWriteReady() {
        return writes < MOST_BURSTS;
    }

    @Override
    public boolean isBeatValid(long cycle) {
        return !readTimes.isEmpty() && cycle >= readTimes.peekFirst() && credit >= BEAT;
    }

    @Override
    public boolean isBeatLast() {
        return readLeft == 1;
    }

    @Override
    public boolean isDataReady(boolean isRead) {
        return writes > 0 && credit >= (isRead ? 2 * BEAT : BEAT);
    }

    @Override
    public boolean isAnswer(long cycle) {
        return !answerTimes.isEmpty() && cycle >= answerTimes.peekFirst();
    }

    @Override
    public long beatsRead() {
        return readBeatsMoved;
    }

    @Override
    public long beatsWritten() {
        return writeBeatsMoved;
    }

    @Override
    public void step(long cycle, int newRead, boolean isRead, boolean isNewWrite, boolean isData, boolean isLastData) {
        boolean isAnswered = isAnswer(cycle);
        credit += timing.beatsPer256Cycles();
        if (isRead) {
            credit -= BEAT;
            readBeatsMoved++;
            readLeft--;
            if (readLeft == 0) {
                readTimes.removeFirst();
                if (!readBeats.isEmpty()) {
                    readLeft = readBeats.removeFirst();
                }
            }
        }
        if (newRead > 0) {
            readTimes.addLast(cycle + timing.latencyCycles());
            if (readTimes.size() == 1) {
                readLeft = newRead;
            } else {
                readBeats.addLast(newRead);
            }
        }
        if (isData) {
            credit -= BEAT;
            writeBeatsMoved++;
            if (isLastData) {
                writes--;
                answerTimes.addLast(cycle + timing.latencyCycles());
            }
        }
        if (isNewWrite) {
            writes++;
        }
        if (isAnswered) {
            answerTimes.removeFirst();
        }
        credit = Math.min(credit, MOST_CREDIT);
    }
}
