package io.rooftile.rtl.overlay;

import java.util.List;

/// A unit of the engine.
public enum Unit implements Numbered {
    /// Reads memory into the buffers.
    LOAD(0, LoadRegister.values()),
    /// Computes from the buffers into the output banks.
    COMPUTE(1, ComputeRegister.values()),
    /// Writes output banks to memory or back into the feature banks.
    STORE(2, StoreRegister.values());

    private final int number;

    @SuppressWarnings("ImmutableEnumChecker") // Lists of List.of do not change, and registers are enums.
    private final List<Register> registers;

    Unit(int number, Register... registers) {
        this.number = number;
        this.registers = List.of(registers);
    }

    @Override
    public int number() {
        return number;
    }

    /// The unit's registers by number.
    public List<Register> registers() {
        return registers;
    }
}
