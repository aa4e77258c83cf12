package io.rooftile.rtl.overlay;

import java.util.List;

/// A unit of the engine, with the number that instructions name it by: its place here.
public enum Unit {
    /// Reads memory into the buffers.
    LOAD(LoadRegister.values()),
    /// Computes from the buffers into the output banks.
    COMPUTE(ComputeRegister.values()),
    /// Writes output banks to memory or back into the feature banks.
    STORE(StoreRegister.values());

    @SuppressWarnings("ImmutableEnumChecker") // Lists of List.of do not change, and registers are enums.
    private final List<Register> registers;

    Unit(Register... registers) {
        this.registers = List.of(registers);
    }

    /// The unit's registers by index.
    public List<Register> registers() {
        return registers;
    }

    static Unit of(int number) {
        if (number >= values().length) {
            throw new IllegalArgumentException("there is no unit " + number);
        }
        return values()[number];
    }
}
