package io.rooftile.costmodel.overlay;

/// `overlay_feature_writer`: how long chunks of columns take on their way into the feature banks. Mutable and reused.
final class ChunkClock {
    private int chunkWords = 1;
    private int columns;
    private int skip;
    private int linesLeft;
    private boolean isWide;
    private int column;
    private int word;

    void clear(Engine engine) {
        chunkWords = engine.wordsPerChunk;
        linesLeft = 0;
    }

    /// @param newColumns of a line
    /// @param newSkip words before them in their first chunk
    /// @param lines rows of a word of channels
    /// @param stride of columns
    void start(int newColumns, int newSkip, int lines, int stride) {
        columns = newColumns;
        skip = newSkip;
        linesLeft = lines;
        isWide = stride == 1 || (stride == Engine.MOST_PHASES_AT_ONCE && chunkWords > 1);
        column = -newSkip;
        word = 0;
    }

    boolean isBusy() {
        return linesLeft > 0;
    }

    /// Whether the chunk that comes is the last one.
    boolean isEnding() {
        return linesLeft == 1 && column + chunkWords >= columns;
    }

    /// Whether a chunk that is offered leaves in this cycle.
    boolean isReady() {
        return linesLeft > 0 && isChunkEnd();
    }

    private boolean isChunkEnd() {
        return isWide || word == chunkWords - 1 || column + word + 1 >= columns;
    }

    /// The clock edge, with a chunk offered.
    void step() {
        boolean isEnd = isChunkEnd();
        word++;
        if (!isEnd) {
            return;
        }
        word = 0;
        column += chunkWords;
        if (column >= columns) {
            column = -skip;
            linesLeft--;
        }
    }
}
