package io.rooftile.rtl.overlay;

/// Which feature bank holds which word of a stored map: `bank = (c + floor(row / rotationRows) * rowRotation +
/// rotation) mod PP` for column `c * phases + phase`.
///
/// @param rowPhase number of the first row, modulo `rotationRows`
record BankOrder(
        EngineShape shape, int phases, int phaseStep, int rotation, int rowRotation, int rotationRows, int rowPhase) {
    int bank(int row, int column) {
        int turn = (rowPhase + row) / rotationRows * rowRotation + rotation;
        return Math.floorMod(column / phases + turn + ofPhase(shape, phases, column % phases), shape.pp());
    }

    /// How far the banks of a phase are from those of the first one: of two phases half of all, so that neighbouring
    /// columns are in different banks.
    static int ofPhase(EngineShape shape, int phases, int phase) {
        return phases == 2 ? phase * (shape.pp() / 2) : 0;
    }

    /// Words from the first of the row and channel group.
    int offset(int column) {
        return column % phases * phaseStep + ((column / phases) >> shape.pixelBits());
    }
}
