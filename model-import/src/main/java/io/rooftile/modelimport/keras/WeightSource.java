package io.rooftile.modelimport.keras;

import java.util.List;

/// Where the weights of a model are.
@FunctionalInterface
interface WeightSource {
    /// The weights of a layer, in the order in which Keras saves them; empty when the file has none for it.
    ///
    /// @throws io.rooftile.core.UserInputException when the file is broken there
    List<StoredWeight> weights(LayerAddress layer);
}
