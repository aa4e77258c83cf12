package io.rooftile.rtl.overlay.replay;

import io.rooftile.rtl.overlay.EngineShape;

/// What of an engine's shape its time depends on.
///
/// @param pp pixels at once
/// @param portBytes of a beat of memory
/// @param chunkWords feature words of a beat, 1 where a word takes several
/// @param wordBeats beats of a feature word, 1 where a beat holds several
/// @param weightBytes of a weight word in memory
/// @param parameterBytes of a parameter word in memory
/// @param drainCycles in which the sums of `PP x OCP` outputs leave
/// @param treeRegisters of the adder tree over `ICP` products
/// @param isSmall whether it is a small engine
public record EngineTiming(
        int pp,
        int portBytes,
        int chunkWords,
        int wordBeats,
        int weightBytes,
        int parameterBytes,
        int drainCycles,
        int treeRegisters,
        boolean isSmall) {
    /// The times of an engine.
    public static EngineTiming of(EngineShape shape) {
        int levels = Integer.SIZE - Integer.numberOfLeadingZeros(shape.icp() - 1);
        return new EngineTiming(
                shape.pp(),
                shape.beatBytes(),
                shape.wordsPerBeat(),
                Math.max(1, shape.wordBytes() / shape.beatBytes()),
                shape.weightWordBytes(),
                shape.parameterWordBytes(),
                shape.drainCycles(),
                Math.ceilDiv(levels, 2),
                shape.isSmall());
    }
}
