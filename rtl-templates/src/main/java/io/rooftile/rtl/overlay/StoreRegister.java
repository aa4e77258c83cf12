package io.rooftile.rtl.overlay;

/// Registers of the store unit, by index.
public enum StoreRegister implements Register {
    KIND("0 memory, 1 feature banks"),
    ADDRESS("byte address in memory, a multiple of the beat's bytes"),
    RUN_BEATS("beats of one contiguous run"),
    RUN_COUNT("inner runs"),
    RUN_PITCH("bytes from one inner run to the next"),
    OUTER_COUNT("outer runs"),
    OUTER_PITCH("bytes from one outer run to the next"),
    SOURCE("first word in the output banks"),
    COLUMNS("output columns of the tile"),
    SEGMENTS("segments (channel groups) of a row"),
    ROWS("output rows of the tile"),
    ROW_ADVANCE("COLUMNS divided by PP, rounded down, times WORDS"),
    ROW_REMAINDER("COLUMNS modulo PP"),
    WORDS("output words of a pixel"),
    TARGET("banks: address of the first row's channel group 0"),
    SEGMENT_STEP("banks: words from one channel group to the next"),
    ROW_STEP("banks: words from one row to the next"),
    PHASES("banks: column stride of the reader"),
    PHASE_STEP("banks: words from one column phase to the next"),
    ROTATION("banks: bank of the first row's column 0"),
    ROW_ROTATION("banks: banks by which the rows of the reader's next output row are turned"),
    ROTATION_ROWS("banks: row stride of the reader"),
    ROW_PHASE("banks: first row modulo ROTATION_ROWS");

    private final String description;

    StoreRegister(String description) {
        this.description = description;
    }

    @Override
    public Unit unit() {
        return Unit.STORE;
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
