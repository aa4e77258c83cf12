package io.rooftile.rtl.overlay;

/// What a compute job does with the words it reads.
public enum Mode implements Numbered {
    ARRAY(0, "each output channel adds the products of all input channels of a word"),
    DEPTHWISE(1, "each output channel adds the product of its own channel"),
    MAXIMUM(2, "each output channel takes the greatest of its own channel"),
    SUM(3, "each output channel adds its own channel"),
    ADD(4, "each output channel takes its own channel of two operands, one behind the other, to a common scale"),
    NEIGHBOURS(5, "each output channel adds the products of its own channel in three neighbouring columns");

    private final int number;
    private final String description;

    Mode(int number, String description) {
        this.number = number;
        this.description = description;
    }

    @Override
    public int number() {
        return number;
    }

    public String description() {
        return description;
    }

    /// Whether each output channel reads its own input channel only.
    boolean isLanes() {
        return this != ARRAY;
    }
}
