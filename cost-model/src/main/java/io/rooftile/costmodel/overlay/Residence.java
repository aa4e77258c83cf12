package io.rooftile.costmodel.overlay;

/// What of a layer's operands is on chip, as bits of an int, so that it can be a part of a key.
final class Residence {
    /// The first input needs no load.
    static final int INPUT = 1;
    /// The second input, or the one added to the result, needs no load.
    static final int SECOND = 2;
    /// The output needs no store.
    static final int OUTPUT = 4;
    /// The weights of the whole network are in the weight buffer.
    static final int WEIGHTS = 8;
    static final int BITS = 4;

    private Residence() {}
}
