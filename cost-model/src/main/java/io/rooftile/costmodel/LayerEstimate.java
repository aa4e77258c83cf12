package io.rooftile.costmodel;

import io.rooftile.core.design.Bound;
import io.rooftile.core.device.ResourceVector;

/// What one layer costs in a design.
///
/// @param layer name of the layer
/// @param mapping the choices for this layer, as a person reads them: `PE 16, SIMD 9`, `tile 14x28x64x32`
/// @param work what it does and moves
/// @param resources of its own stage; zero for a layer that runs on a shared engine
public record LayerEstimate(String layer, String type, String mapping, Work work, ResourceVector resources) {
    /// What a layer does in one inference.
    ///
    /// @param macs multiply-accumulates
    /// @param cycles from the first to the last of them: a dataflow stage's interval, an overlay layer's time
    /// @param offChipBytes to and from memory
    /// @param energyMicrojoules dynamic energy
    /// @param bound what the cycles are spent waiting for
    /// @param macsPerCyclePeak multipliers given to the layer
    public record Work(
            long macs, long cycles, long offChipBytes, double energyMicrojoules, Bound bound, long macsPerCyclePeak) {
        /// MACs done over MACs possible in the layer's cycles, 0 to 1.
        public double efficiencyFraction() {
            return cycles == 0 || macsPerCyclePeak == 0 ? 0 : (double) macs / ((double) cycles * macsPerCyclePeak);
        }
    }
}
