package io.rooftile.rtl.overlay.replay;

/// A memory at the engine's port, without its data.
sealed interface MemoryReplay permits BenchMemoryReplay, OnePortMemoryReplay {
    static MemoryReplay of(MemoryTiming timing) {
        return timing.isOnePort() ? new OnePortMemoryReplay() : new BenchMemoryReplay(timing);
    }

    boolean isReadReady();

    boolean isWriteReady();

    boolean isBeatValid(long cycle);

    boolean isBeatLast();

    /// Whether the beat that is written would be taken.
    ///
    /// @param isRead whether a beat is read in this cycle
    boolean isDataReady(boolean isRead);

    boolean isAnswer(long cycle);

    long beatsRead();

    long beatsWritten();

    /// The clock edge.
    ///
    /// @param newRead beats of a burst that is asked for, or 0
    /// @param isNewWrite whether a burst of writes is announced
    /// @param isLastData whether the data that moves is the last of its burst
    void step(long cycle, int newRead, boolean isRead, boolean isNewWrite, boolean isData, boolean isLastData);
}
