package io.rooftile.rtl.overlay;

import java.util.LinkedHashMap;
import java.util.Map;

/// One job of a unit while it is being compiled: later jobs may still ask it for tokens.
final class Job {
    private final Unit unit;
    private final int number;
    private final String comment;
    private final Map<Register, Integer> registers = new LinkedHashMap<>();
    private int run;

    /// @param number among the unit's jobs, from 0 on
    /// @param comment what it does, for a reader
    Job(Unit unit, int number, String comment) {
        this.unit = unit;
        this.number = number;
        this.comment = comment;
    }

    Job set(Register register, int value) {
        registers.put(register, value);
        return this;
    }

    void give(Token token) {
        run |= 1 << token.giveBit();
    }

    void await(Token token) {
        if (token.waits(run) == Token.MOST) {
            throw new IllegalStateException("a job cannot wait for more than " + Token.MOST + " tokens");
        }
        run += 1 << token.waitBit();
    }

    Unit unit() {
        return unit;
    }

    int number() {
        return number;
    }

    int run() {
        return run;
    }

    String comment() {
        return comment;
    }

    Map<Register, Integer> registers() {
        return registers;
    }
}
