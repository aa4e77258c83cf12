package io.rooftile.quantization.real;

import io.rooftile.core.network.Tensor;

/// Hears of every tensor's numbers: the network's inputs and each layer's output.
@FunctionalInterface
public interface RealListener {
    /// Hears nothing.
    RealListener NONE = (_, _, _, _) -> {};

    /// Some rows of one tensor. Called by several threads, for each row and tensor once.
    ///
    /// @param tensor an input of the network or what a layer makes
    /// @param values by element, then lane; overwritten when the call is over
    /// @param firstRow number of the row in lane 0
    /// @param count how many lanes hold rows; numbers in those behind mean nothing
    void made(Tensor tensor, float[][] values, int firstRow, int count);
}
