package io.rooftile.rtl.overlay;

/// Why a program ended; the first cause counts.
public enum EngineError implements Numbered {
    NONE(0, "the program came to its `END`"),
    VERSION(1, "the first instruction is not the `HEADER` of this version"),
    INSTRUCTION(2, "an opcode or a unit that there is not, or a second `HEADER`"),
    READ(3, "memory answered a read with an error"),
    WRITE(4, "memory answered a write with an error"),
    STUCK(5, "the program waits for what never comes: tokens that nobody gives, beats that nobody asked for"),
    STOPPED(6, "the host said stop");

    private final int number;
    private final String description;

    EngineError(int number, String description) {
        this.number = number;
        this.description = description;
    }

    @Override
    public int number() {
        return number;
    }

    public String description() {
        return description;
    }
}
