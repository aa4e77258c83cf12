package io.rooftile.core.design;

/// The choices for one layer of a dataflow design.
///
/// @param layer name of the layer
/// @param pe output channels (or, without weights, channels) worked on at once; divides them
/// @param simd inputs of one output channel worked on at once; divides `C*FY*FX`
/// @param weightBits 0 for layers without weights
/// @param activationBits of the input stream
public record Stage(
        String layer,
        int pe,
        int simd,
        int weightBits,
        int activationBits,
        WeightStorage storage,
        MultiplierStyle multiplier) {
    public Stage {
        if (pe < 1 || simd < 1) {
            throw new IllegalArgumentException(
                    "layer " + layer + ": PE and SIMD must be at least 1, but were " + pe + " and " + simd);
        }
        if (weightBits < 0 || weightBits > 32 || activationBits < 1 || activationBits > 32) {
            throw new IllegalArgumentException("layer " + layer + ": weight bits must be 0 to 32 and activation bits 1"
                    + " to 32, but were " + weightBits + " and " + activationBits);
        }
    }
}
