package io.rooftile.rtl.overlay;

/// Registers of the load unit, by index.
public enum LoadRegister implements Register {
    KIND("0 features, 1 weights, 2 parameters"),
    ADDRESS("byte address in memory, a multiple of the beat's bytes"),
    RUN_BEATS("beats of one contiguous run"),
    RUN_COUNT("inner runs"),
    RUN_PITCH("bytes from one inner run to the next"),
    OUTER_COUNT("outer runs"),
    OUTER_PITCH("bytes from one outer run to the next"),
    TARGET("word address in the buffer"),
    COLUMNS("features: words kept of each segment; else all words of the load"),
    SKIP("features: words dropped at the head of each segment's first beat"),
    SEGMENTS("segments (channel groups) of a row"),
    ROWS("rows"),
    SEGMENT_STEP("feature bank words from one channel group to the next"),
    ROW_STEP("feature bank words from one row to the next"),
    PHASES("column stride of the reader"),
    PHASE_STEP("feature bank words from one column phase to the next"),
    ROTATION("bank of row 0, column 0"),
    ROW_ROTATION("banks by which the rows of the reader's next output row are turned"),
    ROTATION_ROWS("row stride of the reader");

    private final String description;

    LoadRegister(String description) {
        this.description = description;
    }

    @Override
    public Unit unit() {
        return Unit.LOAD;
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
