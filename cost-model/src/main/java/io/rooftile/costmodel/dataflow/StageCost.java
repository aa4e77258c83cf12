package io.rooftile.costmodel.dataflow;

import io.rooftile.core.design.Bound;

/// What one stage costs with one set of choices. Immutable, so that it may be shared between threads without a lock.
///
/// @param timing when it takes and gives
/// @param lut rounded up; likewise the other resources
/// @param energyPicojoules dynamic energy of one inference, without the clock tree
/// @param multipliers products per cycle; 0 for layers without MACs
record StageCost(
        Timing timing,
        long lut,
        long ff,
        long dsp,
        long bram,
        long uram,
        double energyPicojoules,
        long multipliers,
        Bound bound) {
    /// When a stage takes and gives, in cycles.
    ///
    /// Input units arrive one by one, each takes `unitCycles` to collect. Output pixel `j` needs
    /// `lead + rate * j` of them and then takes `pixelCycles`.
    ///
    /// @param intervalCycles between inferences
    /// @param units input units of one inference: pixels, or parts of pixels where nothing is kept
    /// @param pixels output pixels of one inference
    /// @param delayCycles pipeline registers from input to output
    record Timing(
            long intervalCycles,
            double unitCycles,
            double pixelCycles,
            long units,
            long pixels,
            double lead,
            double delayCycles) {
        double rate() {
            return (double) units / pixels;
        }
    }
}
