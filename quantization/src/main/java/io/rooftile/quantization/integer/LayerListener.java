package io.rooftile.quantization.integer;

import io.rooftile.core.network.Tensor;

/// Hears of what each layer made.
@FunctionalInterface
public interface LayerListener {
    /// Some rows of one layer's output. Called by several threads, for each row once.
    ///
    /// @param layer index in the network
    /// @param tensor what the layer makes
    /// @param firstRow number of the first of the rows
    /// @param rows how many there are
    /// @param bytes raw and little-endian, row after row
    void made(int layer, Tensor tensor, int firstRow, int rows, byte[] bytes);
}
