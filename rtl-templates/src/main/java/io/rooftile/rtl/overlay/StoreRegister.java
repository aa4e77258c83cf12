package io.rooftile.rtl.overlay;

/// Registers of the store unit.
public enum StoreRegister implements Register {
    KIND(0, "0 memory, 1 feature banks"),
    ADDRESS(1, "byte address in memory, a multiple of the beat's bytes"),
    RUN_BEATS(2, "beats of one contiguous run"),
    RUN_COUNT(3, "inner runs"),
    RUN_PITCH(4, "bytes from one inner run to the next"),
    OUTER_COUNT(5, "outer runs"),
    OUTER_PITCH(6, "bytes from one outer run to the next"),
    SOURCE(7, "first word in the output banks"),
    COLUMNS(8, "output columns of the tile"),
    SEGMENTS(9, "segments (channel groups) of a row"),
    ROWS(10, "output rows of the tile"),
    ROW_ADVANCE(11, "COLUMNS divided by PP, rounded down, times WORDS"),
    ROW_REMAINDER(12, "COLUMNS modulo PP"),
    WORDS(13, "output words of a pixel"),
    TARGET(14, "banks: address of the first row's channel group 0"),
    SEGMENT_STEP(15, "banks: words from one channel group to the next"),
    ROW_STEP(16, "banks: words from one row to the next"),
    PHASES(17, "banks: column stride of the reader"),
    PHASE_STEP(18, "banks: words from one column phase to the next"),
    ROTATION(19, "banks: bank of the first row's column 0"),
    ROW_ROTATION(20, "banks: banks by which the rows of the reader's next output row are turned"),
    ROTATION_ROWS(21, "banks: row stride of the reader"),
    ROW_PHASE(22, "banks: first row modulo ROTATION_ROWS");

    private final int number;
    private final String description;

    StoreRegister(int number, String description) {
        this.number = number;
        this.description = description;
    }

    @Override
    public Unit unit() {
        return Unit.STORE;
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
