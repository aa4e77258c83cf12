package io.rooftile.rtl.overlay;

/// Registers of the compute unit.
public enum ComputeRegister implements Register {
    MODE(0, "0 array, 1 depthwise, 2 maximum, 3 sum, 4 add, 5 neighbours"),
    PIXELS(1, "output pixels of the tile"),
    OUTPUT_GROUPS(2, "groups of OCP output channels of the tile"),
    INPUT_GROUPS(3, "groups of ICP input channels; of add the 2 operands, of other lane modes 1"),
    FY(4, "filter rows"),
    FX(5, "filter columns; of neighbours the column stride"),
    SOURCE(6, "feature bank address of channel group 0, row Y_START, phase 0; modulo 2^16", true),
    GROUP_STEP(7, "feature bank words from one channel group, or operand, to the next", true),
    PASS_STEP(8, "lane modes: feature bank words to the next channel group; else 0"),
    PASSES(9, "lane modes: output groups that share a feature word; else 1"),
    TAP_ROW_STEP(10, "feature bank words from one filter row to the next"),
    PHASES(11, "column stride"),
    PHASE_STEP(12, "feature bank words from one column phase to the next"),
    X_START(13, "stored column that filter column 0 reads for output column 0", true),
    COLUMN_START(14, "X_START divided by the column stride, rounded down", true),
    PHASE_START(15, "the remainder of that"),
    DX(16, "column dilation"),
    DX_QUOTIENT(17, "DX divided by the column stride, rounded down"),
    DX_REMAINDER(18, "the remainder of that"),
    Y_START(19, "stored row that filter row 0 reads for output row 0", true),
    ROW_PHASE_START(20, "Y_START modulo the row stride"),
    DY(21, "row dilation"),
    DY_ROTATION(22, "banks by which rows DY further down are turned"),
    DY_REMAINDER(23, "DY modulo the row stride"),
    ROW_ROTATION(24, "banks by which the rows of the next output row are turned"),
    ROTATION_START(25, "bank of the first pixel's first tap"),
    ROWS(26, "stored rows; off them lanes read PAD_VALUE"),
    COLUMNS(27, "stored columns; off them lanes read PAD_VALUE"),
    LANE_COLUMN(28, "output column of the tile's first pixel, in the stored numbering"),
    LANE_X(29, "LANE_COLUMN times the column stride"),
    LANE_Y(30, "output row of the tile's first pixel times the row stride"),
    LANE_ROW(31, "LANE_Y times the feature bank words of a row"),
    TILE_WIDTH(32, "output columns of the tile"),
    X_WRAP(33, "TILE_WIDTH times the column stride"),
    SY(34, "row stride"),
    ROW_WRAP(35, "feature bank words of SY rows"),
    COLUMN_ADVANCE(36, "PP modulo TILE_WIDTH"),
    X_ADVANCE(37, "COLUMN_ADVANCE times the column stride"),
    Y_ADVANCE(38, "PP divided by TILE_WIDTH, rounded down, times the row stride"),
    ROW_ADVANCE(39, "feature bank words of Y_ADVANCE rows"),
    WEIGHTS(40, "first word in the weight buffer"),
    PARAMETERS(41, "first word in the parameter buffer"),
    TARGET(42, "first word in the output banks"),
    WORDS(43, "output words of a pixel"),
    PAD_VALUE(44, "what lanes read off the stored rows and columns", true),
    ZERO_POINT(45, "of the output", true),
    MIN(46, "least result", true),
    MAX(47, "greatest result", true),
    ZERO_A(48, "add: zero point of the first operand", true),
    ZERO_B(49, "add: zero point of the second operand", true),
    MULTIPLIER_A(50, "add: multiplier of the first operand"),
    MULTIPLIER_B(51, "add: multiplier of the second operand"),
    SHIFT_A(52, "add: places to the right of the first operand"),
    SHIFT_B(53, "add: places to the right of the second operand"),
    COLUMN_REWIND(54, "neighbours: columns from the last group of PP pixels to the first one, modulo TILE_WIDTH"),
    X_REWIND(55, "neighbours: COLUMN_REWIND times the column stride"),
    Y_REWIND(56, "neighbours: rows from the last group of PP pixels to the first one times the row stride", true),
    ROW_REWIND(57, "neighbours: feature bank words of Y_REWIND rows", true);

    private final int number;
    private final String description;
    private final boolean isSigned;

    ComputeRegister(int number, String description) {
        this(number, description, false);
    }

    ComputeRegister(int number, String description, boolean isSigned) {
        this.number = number;
        this.description = description;
        this.isSigned = isSigned;
    }

    @Override
    public Unit unit() {
        return Unit.COMPUTE;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public boolean isSigned() {
        return isSigned;
    }

    @Override
    public String description() {
        return description;
    }
}
