package io.rooftile.costmodel;

import java.util.List;

/// Bit-widths that a design space may choose from.
///
/// @param weightBits ascending; empty for the network's own where it is quantised and [#DEFAULT_BITS] where it is not
/// @param activationBits likewise
public record BitOptions(List<Integer> weightBits, List<Integer> activationBits) {
    /// Width of a float network's weights and activations when nobody says otherwise: what post-training quantisation
    /// reaches without notable loss. Source: Krishnamoorthi 2018, <https://arxiv.org/abs/1806.08342>.
    public static final int DEFAULT_BITS = 8;

    /// Nothing to choose.
    public static final BitOptions AS_TRAINED = new BitOptions(List.of(), List.of());

    public BitOptions {
        weightBits = List.copyOf(weightBits);
        activationBits = List.copyOf(activationBits);
    }

    /// One width for all weights and one for all activations.
    public static BitOptions fixed(int weightBits, int activationBits) {
        return new BitOptions(List.of(weightBits), List.of(activationBits));
    }
}
