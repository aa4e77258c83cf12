package io.rooftile.rtl.overlay.replay;

/// `overlay_feature_writer`: how long chunks of columns take on their way into the feature banks.
final class ChunkWalk {
    private final int chunkWords;
    private boolean isBusy;
    private int columns;
    private int skip;
    private int segments;
    private int segmentsLeft;
    private int rowsLeft;
    private boolean isWide;
    private int column;
    private int word;
    /// Cycles that a chunk takes whose words are several columns each, and those that are left of them.
    private int parts;
    private int partsLeft;

    ChunkWalk(int chunkWords) {
        this.chunkWords = chunkWords;
    }

    boolean isBusy() {
        return isBusy;
    }

    void start(int newColumns, int newSkip, int newSegments, int newRows, int phases, int doublings) {
        isBusy = true;
        columns = newColumns;
        skip = newSkip;
        segments = newSegments;
        segmentsLeft = newSegments;
        rowsLeft = newRows;
        isWide = phases == 1 || (phases == 2 && chunkWords > 1);
        column = -newSkip;
        word = 0;
        parts = 1 << doublings;
        partsLeft = parts;
    }

    /// Whether the chunk that comes is the last one.
    boolean isEnding() {
        return column + chunkWords >= columns && segmentsLeft == 1 && rowsLeft == 1;
    }

    private boolean isChunkEnd() {
        return isWide || word == chunkWords - 1 || column + word + 1 >= columns;
    }

    private boolean isPartEnd() {
        return partsLeft == 1 || column + chunkWords >= columns;
    }

    /// Whether a chunk that is offered leaves this cycle.
    boolean isReady(boolean isWriteReady) {
        return isBusy && isChunkEnd() && isPartEnd() && isWriteReady;
    }

    /// Whether an offered chunk writes into a bank.
    boolean isWriting() {
        return isBusy && (isWide || (column + word >= 0 && column + word < columns));
    }

    /// The clock edge, with a chunk offered and the banks ready.
    void step() {
        boolean isEnd = isChunkEnd();
        word++;
        if (!isEnd) {
            return;
        }
        word = 0;
        partsLeft = isPartEnd() ? parts : partsLeft - 1;
        column += chunkWords;
        if (column < columns) {
            return;
        }
        column = -skip;
        segmentsLeft--;
        if (segmentsLeft > 0) {
            return;
        }
        segmentsLeft = segments;
        rowsLeft--;
        isBusy = rowsLeft > 0;
    }
}
