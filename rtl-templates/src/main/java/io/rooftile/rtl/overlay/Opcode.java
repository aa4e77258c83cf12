package io.rooftile.rtl.overlay;

/// What an instruction asks for.
public enum Opcode implements Numbered {
    END(0, "the engine waits until all units are idle and is done"),
    SET(1, "puts a value into a register of a unit; it holds until it is set again"),
    RUN(2, "starts a job of a unit with its registers as they are now"),
    HEADER(3, "the first instruction; names the version of the instruction set");

    private final int number;
    private final String description;

    Opcode(int number, String description) {
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
