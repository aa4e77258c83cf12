package io.rooftile.costmodel.published;

import java.util.List;

/// A stage of a FINN pipeline, by its cycles only.
///
/// @param cycles of one inference
/// @param rows output rows; 1 for a dense layer
public record FinnStage(long cycles, int rows) {
    /// `pixels * ceil(inputs / SIMD) * ceil(outputs / PE)`.
    ///
    /// @param inputs of one output: `FY * FX * C`
    public static FinnStage of(long pixels, int rows, long inputs, long outputs, int pe, int simd) {
        return new FinnStage(pixels * Math.ceilDiv(inputs, simd) * Math.ceilDiv(outputs, pe), rows);
    }

    /// Cycles between inferences: those of the slowest stage.
    public static long intervalCycles(List<FinnStage> stages) {
        return stages.stream().mapToLong(FinnStage::cycles).max().orElseThrow();
    }

    /// Cycles of one inference alone: the first stage's, and then of each what is left when its last input has come,
    /// about a row.
    public static double latencyCycles(List<FinnStage> stages) {
        double cycles = stages.getFirst().cycles();
        for (FinnStage stage : stages.subList(1, stages.size())) {
            cycles += (double) stage.cycles() / stage.rows();
        }
        return cycles;
    }
}
