package io.rooftile.costmodel.dataflow;

import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;

/// The choices for one stage without its name.
///
/// @param outputBits width of the output stream
record StageChoice(
        int pe,
        int simd,
        int weightBits,
        int activationBits,
        int outputBits,
        WeightStorage storage,
        MultiplierStyle multiplier,
        Requantisation requantisation) {
    Stage named(String layer) {
        return new Stage(layer, pe, simd, weightBits, activationBits, storage, multiplier);
    }
}
