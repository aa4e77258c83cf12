package io.rooftile.rtl.overlay;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// One job of a unit while it is being compiled: later jobs may still ask it for tokens.
final class Job {
    private final Unit unit;
    private final int number;
    private final String comment;
    private final Map<Register, Integer> registers = new LinkedHashMap<>();
    private final Set<ComputeRegister> renewed = EnumSet.noneOf(ComputeRegister.class);
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

    /// Has registers set even where they hold the value already.
    void renew(Set<ComputeRegister> others) {
        renewed.addAll(others);
    }

    boolean isRenewed(Register register) {
        return register instanceof ComputeRegister compute && renewed.contains(compute);
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
