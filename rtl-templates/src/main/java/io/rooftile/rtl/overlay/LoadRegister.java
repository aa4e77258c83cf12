package io.rooftile.rtl.overlay;

/// Registers of the load unit.
public enum LoadRegister implements Register {
    KIND(0, "0 features, 1 weights, 2 parameters"),
    ADDRESS(1, "byte address in memory, a multiple of the beat's bytes"),
    RUN_BEATS(2, "beats of one contiguous run"),
    RUN_COUNT(3, "inner runs"),
    RUN_PITCH(4, "bytes from one inner run to the next"),
    OUTER_COUNT(5, "outer runs"),
    OUTER_PITCH(6, "bytes from one outer run to the next"),
    TARGET(7, "word address in the buffer"),
    COLUMNS(8, "features: words kept of each segment; else all words of the load"),
    SKIP(9, "features: words dropped at the head of each segment's first beat"),
    SEGMENTS(10, "segments (channel groups) of a row"),
    ROWS(11, "rows"),
    SEGMENT_STEP(12, "feature bank words from one channel group to the next"),
    ROW_STEP(13, "feature bank words from one row to the next"),
    PHASES(14, "column stride of the reader"),
    PHASE_STEP(15, "feature bank words from one column phase to the next"),
    ROTATION(16, "bank of row 0, column 0"),
    ROW_ROTATION(17, "banks by which the rows of the reader's next output row are turned"),
    ROTATION_ROWS(18, "row stride of the reader"),
    DOUBLINGS(19, "features: a word is 2^DOUBLINGS columns");

    private final int number;
    private final String description;

    LoadRegister(int number, String description) {
        this.number = number;
        this.description = description;
    }

    @Override
    public Unit unit() {
        return Unit.LOAD;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public boolean isSigned() {
        return false;
    }

    @Override
    public String description() {
        return description;
    }
}
