package io.rooftile.rtl.overlay;

/// Registers of the compute unit, by index.
public enum ComputeRegister implements Register {
    MODE("0 array, 1 depthwise, 2 maximum, 3 sum, 4 add"),
    PIXELS("output pixels of the tile"),
    OUTPUT_GROUPS("groups of OCP output channels of the tile"),
    INPUT_GROUPS("groups of ICP input channels; of add the 2 operands, of other lane modes 1"),
    FY("filter rows"),
    FX("filter columns"),
    SOURCE("feature bank address of channel group 0, row Y_START, phase 0; modulo 2^16", true),
    GROUP_STEP("feature bank words from one channel group, or operand, to the next", true),
    PASS_STEP("lane modes: feature bank words to the next channel group; else 0"),
    PASSES("lane modes: output groups that share a feature word; else 1"),
    TAP_ROW_STEP("feature bank words from one filter row to the next"),
    PHASES("column stride"),
    PHASE_STEP("feature bank words from one column phase to the next"),
    X_START("stored column that filter column 0 reads for output column 0", true),
    COLUMN_START("X_START divided by the column stride, rounded down", true),
    PHASE_START("the remainder of that"),
    DX("column dilation"),
    DX_QUOTIENT("DX divided by the column stride, rounded down"),
    DX_REMAINDER("the remainder of that"),
    Y_START("stored row that filter row 0 reads for output row 0", true),
    ROW_PHASE_START("Y_START modulo the row stride"),
    DY("row dilation"),
    DY_ROTATION("banks by which rows DY further down are turned"),
    DY_REMAINDER("DY modulo the row stride"),
    ROW_ROTATION("banks by which the rows of the next output row are turned"),
    ROTATION_START("bank of the first pixel's first tap"),
    ROWS("stored rows; off them lanes read PAD_VALUE"),
    COLUMNS("stored columns; off them lanes read PAD_VALUE"),
    LANE_COLUMN("output column of the tile's first pixel, in the stored numbering"),
    LANE_X("LANE_COLUMN times the column stride"),
    LANE_Y("output row of the tile's first pixel times the row stride"),
    LANE_ROW("LANE_Y times the feature bank words of a row"),
    TILE_WIDTH("output columns of the tile"),
    X_WRAP("TILE_WIDTH times the column stride"),
    SY("row stride"),
    ROW_WRAP("feature bank words of SY rows"),
    COLUMN_ADVANCE("PP modulo TILE_WIDTH"),
    X_ADVANCE("COLUMN_ADVANCE times the column stride"),
    Y_ADVANCE("PP divided by TILE_WIDTH, rounded down, times the row stride"),
    ROW_ADVANCE("feature bank words of Y_ADVANCE rows"),
    WEIGHTS("first word in the weight buffer"),
    PARAMETERS("first word in the parameter buffer"),
    TARGET("first word in the output banks"),
    WORDS("output words of a pixel"),
    PAD_VALUE("what lanes read off the stored rows and columns", true),
    ZERO_POINT("of the output", true),
    MIN("least result", true),
    MAX("greatest result", true),
    ZERO_A("add: zero point of the first operand", true),
    ZERO_B("add: zero point of the second operand", true),
    MULTIPLIER_A("add: multiplier of the first operand"),
    MULTIPLIER_B("add: multiplier of the second operand"),
    SHIFT_A("add: places to the right of the first operand"),
    SHIFT_B("add: places to the right of the second operand");

    private final String description;
    private final boolean isSigned;

    ComputeRegister(String description) {
        this(description, false);
    }

    ComputeRegister(String description, boolean isSigned) {
        this.description = description;
        this.isSigned = isSigned;
    }

    @Override
    public Unit unit() {
        return Unit.COMPUTE;
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
