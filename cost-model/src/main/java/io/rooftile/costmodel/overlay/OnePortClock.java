package io.rooftile.costmodel.overlay;

/// `overlay_spram`, the part's own RAM with one port: a word is read the cycle before it is offered; a write waits
/// while one is read or offered. One burst of reads and one of writes are open at a time. Mutable and reused.
final class OnePortClock {
    /// Beats of the burst that are not read yet.
    private int left;

    private boolean isOpen;
    private boolean isOfLoad;
    private boolean isOffered;
    private boolean isOfferedLast;
    private boolean isWriting;
    private boolean isAnswered;

    void clear() {
        left = 0;
        isOpen = false;
        isOffered = false;
        isWriting = false;
        isAnswered = false;
    }

    boolean isReadReady() {
        return !isOpen;
    }

    boolean hasReads() {
        return isOpen;
    }

    boolean isBeat() {
        return isOffered;
    }

    boolean isLoadFirst() {
        return isOfLoad;
    }

    private boolean isReading(boolean isRead) {
        return left > 0 && (!isOffered || isRead);
    }

    /// @param isRead whether a beat is read in this cycle
    boolean isDataReady(boolean isRead) {
        return isWriting && !isReading(isRead) && (!isOffered || isRead);
    }

    boolean isAnswer() {
        return isAnswered;
    }

    boolean isMoving() {
        return left > 0 || isOffered || isAnswered;
    }

    /// The clock edge.
    ///
    /// @param asked beats of a burst that is asked for, or 0
    /// @param isLoad whether a load asks
    /// @param isRead whether a beat is read
    /// @param isNewWrite whether a burst of writes is announced
    /// @param isLast whether the data that moves is the last of its burst
    void step(int asked, boolean isLoad, boolean isRead, boolean isNewWrite, boolean isData, boolean isLast) {
        boolean isReading = isReading(isRead);
        boolean isClosed = isRead && isOfferedLast;
        if (isReading) {
            left--;
            isOfferedLast = left == 0;
        }
        isOffered = isReading || (isOffered && !isRead);
        isOpen = isOpen && !isClosed;
        if (asked > 0) {
            left = asked;
            isOpen = true;
            isOfLoad = isLoad;
        }
        isAnswered = isData && isLast;
        isWriting = isNewWrite || (isWriting && !isAnswered);
    }
}
