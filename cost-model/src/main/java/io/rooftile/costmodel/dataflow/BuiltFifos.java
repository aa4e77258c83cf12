package io.rooftile.costmodel.dataflow;

import java.util.List;

/// The FIFOs of an accelerator as it is built, where the network and the folding alone do not say how deep they are.
///
/// @param atJoins in front of stages with several inputs, in the order of the stages and of their inputs
/// @param deepened all others of more than two words, which hold the bursts of the stage before them
public record BuiltFifos(List<FifoShape> atJoins, List<FifoShape> deepened) {
    public BuiltFifos {
        atJoins = List.copyOf(atJoins);
        deepened = List.copyOf(deepened);
    }
}
