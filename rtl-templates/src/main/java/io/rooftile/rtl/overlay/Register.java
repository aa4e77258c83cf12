package io.rooftile.rtl.overlay;

/// A register of a unit; its index is its place among the unit's registers.
public sealed interface Register permits LoadRegister, ComputeRegister, StoreRegister {
    /// Most registers that a unit can have: the index has 6 bits.
    int MOST = 64;

    Unit unit();

    /// As [Enum#name].
    String name();

    /// As [Enum#ordinal].
    int ordinal();

    /// Whether the value is in two's complement.
    boolean isSigned();

    /// What it holds, with its unit.
    String description();

    /// The number that instructions name it by.
    default int index() {
        return ordinal();
    }

    /// The name with the unit's, unique over all units.
    default String fullName() {
        return unit() + "_" + name();
    }
}
