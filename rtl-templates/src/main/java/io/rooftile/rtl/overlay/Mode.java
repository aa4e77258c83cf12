package io.rooftile.rtl.overlay;

/// What a compute job does with the words it reads, with its number: its place here.
public enum Mode {
    ARRAY("each output channel adds the products of all input channels of a word"),
    DEPTHWISE("each output channel adds the product of its own channel"),
    MAXIMUM("each output channel takes the greatest of its own channel"),
    SUM("each output channel adds its own channel"),
    ADD("each output channel takes its own channel of two operands, one behind the other, to a common scale");

    private final String description;

    Mode(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    /// Whether each output channel reads its own input channel only.
    boolean isLanes() {
        return this != ARRAY;
    }

    static Mode of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("there is no mode " + number);
        }
        return values()[number];
    }
}
