package io.rooftile.costmodel.dataflow;

import java.util.List;

/// The streams of an accelerator as it is built, where a stage and its folding alone do not say what is between it and
/// others.
///
/// @param atJoins FIFOs in front of stages with several inputs, in the order of the stages and of their inputs
/// @param deepened all other FIFOs of more than two words, which hold the bursts of the stage before them
/// @param regroupings changes of width between stages
public record BuiltStreams(List<FifoShape> atJoins, List<FifoShape> deepened, List<Regrouping> regroupings) {
    public BuiltStreams {
        atJoins = List.copyOf(atJoins);
        deepened = List.copyOf(deepened);
        regroupings = List.copyOf(regroupings);
    }

    /// A change of width.
    ///
    /// @param elementBits of an element
    /// @param inLanes elements of a word that comes in
    /// @param outLanes of one that goes out
    public record Regrouping(int elementBits, int inLanes, int outLanes) {}
}
