package io.rooftile.rtl.overlay;

/// What an instruction asks for, with its number: its place here.
public enum Opcode {
    END("the engine waits until all units are idle and is done"),
    SET("puts a value into a register of a unit; it holds until it is set again"),
    RUN("starts a job of a unit with its registers as they are now"),
    HEADER("the first instruction; names the version of the instruction set");

    private final String description;

    Opcode(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
