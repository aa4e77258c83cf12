package io.rooftile.costmodel.overlay;

/// `overlay_feature_writer`: how long chunks of columns take on their way into the feature banks. Mutable and reused.
final class ChunkClock {
    private int chunkWords = 1;
    /// Whether a chunk takes one cycle, and then how many are left; else where the walk is.
    private boolean isWide;
    private int chunksLeft;
    private int columns;
    private int skip;
    private int column;
    private int word;
    /// Cycles that a chunk takes whose words are several columns each, and those that are left of them.
    private int parts;
    private int partsLeft;

    void clear(Engine engine) {
        chunkWords = engine.wordsPerChunk;
        chunksLeft = 0;
    }

    /// @param newColumns of a line
    /// @param newSkip words before them in their first chunk
    /// @param lines rows of a word of channels
    /// @param stride of columns
    /// @param times columns that a word is
    void start(int newColumns, int newSkip, int lines, int stride, int times) {
        columns = newColumns;
        skip = newSkip;
        isWide = times == 1 && (stride == 1 || (stride == Engine.MOST_PHASES_AT_ONCE && chunkWords > 1));
        chunksLeft = lines * Math.ceilDiv(newSkip + newColumns / times, chunkWords);
        parts = times;
        partsLeft = times;
        column = -newSkip;
        word = 0;
    }

    boolean isWide() {
        return isWide;
    }

    boolean isBusy() {
        return chunksLeft > 0;
    }

    /// Whether the chunk that comes is the last one.
    boolean isEnding() {
        return chunksLeft == 1;
    }

    int chunksLeft() {
        return chunksLeft;
    }

    /// Whether a chunk that is offered leaves in this cycle.
    boolean isReady() {
        return chunksLeft > 0 && isChunkEnd() && isPartEnd();
    }

    private boolean isPartEnd() {
        return partsLeft == 1 || column + chunkWords >= columns;
    }

    private boolean isChunkEnd() {
        return isWide || parts > 1 || word == chunkWords - 1 || column + word + 1 >= columns;
    }

    /// Whether an offered chunk writes into a bank.
    boolean isWriting() {
        return chunksLeft > 0 && (isWide || (column + word >= 0 && column + word < columns));
    }

    /// Chunks of one cycle each go by.
    void pass(int left) {
        chunksLeft = left;
    }

    /// The clock edge, with a chunk offered.
    void step() {
        if (isWide) {
            chunksLeft--;
            return;
        }
        boolean isEnd = isChunkEnd();
        word++;
        if (!isEnd) {
            return;
        }
        word = 0;
        boolean isPartEnd = isPartEnd();
        partsLeft = isPartEnd ? parts : partsLeft - 1;
        chunksLeft -= isPartEnd ? 1 : 0;
        column += chunkWords;
        if (column >= columns) {
            column = -skip;
        }
    }
}
