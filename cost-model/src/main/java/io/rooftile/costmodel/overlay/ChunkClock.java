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

    void clear(Engine engine) {
        chunkWords = engine.wordsPerChunk;
        chunksLeft = 0;
    }

    /// @param newColumns of a line
    /// @param newSkip words before them in their first chunk
    /// @param lines rows of a word of channels
    /// @param stride of columns
    void start(int newColumns, int newSkip, int lines, int stride) {
        columns = newColumns;
        skip = newSkip;
        isWide = stride == 1 || (stride == Engine.MOST_PHASES_AT_ONCE && chunkWords > 1);
        chunksLeft = lines * Math.ceilDiv(newSkip + newColumns, chunkWords);
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
        return chunksLeft > 0 && isChunkEnd();
    }

    private boolean isChunkEnd() {
        return isWide || word == chunkWords - 1 || column + word + 1 >= columns;
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
        chunksLeft--;
        column += chunkWords;
        if (column >= columns) {
            column = -skip;
        }
    }
}
