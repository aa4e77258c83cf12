package io.rooftile.rtl.overlay;

/// Which feature bank holds which word of a stored map: `bank = (c + floor(row / rotationRows) * rowRotation +
/// rotation) mod PP` for column `c * phases + phase`.
///
/// @param rowPhase number of the first row, modulo `rotationRows`
record BankOrder(
        EngineShape shape, int phases, int phaseStep, int rotation, int rowRotation, int rotationRows, int rowPhase) {
    int bank(int row, int column) {
        return Math.floorMod(column / phases + (rowPhase + row) / rotationRows * rowRotation + rotation, shape.pp());
    }

    /// Words from the first of the row and channel group.
    int offset(int column) {
        return column % phases * phaseStep + ((column / phases) >> shape.pixelBits());
    }
}
