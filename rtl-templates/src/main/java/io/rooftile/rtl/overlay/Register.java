package io.rooftile.rtl.overlay;

/// A register of a unit.
public sealed interface Register extends Numbered permits LoadRegister, ComputeRegister, StoreRegister {
    /// Most registers that a unit can have: the number has 6 bits.
    int MOST = 64;

    Unit unit();

    /// As [Enum#name].
    String name();

    /// Whether the value is in two's complement.
    boolean isSigned();

    /// What it holds, with its unit.
    String description();

    /// The name with the unit's, unique over all units.
    default String fullName() {
        return unit() + "_" + name();
    }
}
