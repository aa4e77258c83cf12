package io.rooftile.rtl.overlay.replay;

/// `overlay_spram`: a word is read the cycle before it is offered; a write waits while one is read or offered.
final class OnePortMemoryReplay implements MemoryReplay {
    /// Beats of the burst that are not read yet.
    private int left;

    private boolean isOffered;
    private boolean isOfferedLast;
    private boolean isWriting;
    private boolean isAnswered;
    private long readBeatsMoved;
    private long writeBeatsMoved;

    @Override
    public boolean isReadReady() {
        return left == 0;
    }

    @Override
    public boolean isWriteReady() {
        return !isWriting;
    }

    @Override
    public boolean isBeatValid(long cycle) {
        return isOffered;
    }

    @Override
    public boolean isBeatLast() {
        return isOfferedLast;
    }

    private boolean isReading(boolean isRead) {
        return left > 0 && (!isOffered || isRead);
    }

    @Override
    public boolean isDataReady(boolean isRead) {
        return isWriting && !isReading(isRead) && (!isOffered || isRead);
    }

    @Override
    public boolean isAnswer(long cycle) {
        return isAnswered;
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
        boolean isReading = isReading(isRead);
        readBeatsMoved += isRead ? 1 : 0;
        writeBeatsMoved += isData ? 1 : 0;
        if (isReading) {
            left--;
            isOfferedLast = left == 0;
        }
        isOffered = isReading || (isOffered && !isRead);
        if (newRead > 0) {
            left = newRead;
        }
        isAnswered = isData && isLastData;
        isWriting = isNewWrite || (isWriting && !isAnswered);
    }
}
