package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Tensor;

/// Turns one Keras layer into layers of the network.
@FunctionalInterface
interface KerasLayerImporter {
    /// Adds the layers to the call's draft.
    ///
    /// @return what the Keras layer gives
    /// @throws RefusedLayerException when there is no such layer in a network
    /// @throws io.rooftile.core.UserInputException when the file contradicts itself
    Tensor add(LayerCall call) throws RefusedLayerException;
}
