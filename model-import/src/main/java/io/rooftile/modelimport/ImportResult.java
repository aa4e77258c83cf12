package io.rooftile.modelimport;

import io.rooftile.core.network.Network;
import java.util.List;

/// What reading a model gave: a network, or everything that stands in the way of one.
public sealed interface ImportResult {
    /// The words for the file's format: `TFLite`, `Keras HDF5`, `SavedModel`, ...
    String format();

    /// A network after all graph passes.
    ///
    /// @param storedParameters weight, bias and batch-norm elements as the file stores them
    record Imported(String format, Network network, long storedParameters) implements ImportResult {}

    /// Nothing was imported.
    ///
    /// @param unsupported every obstacle, in the file's order; at least one
    record Refused(String format, List<Unsupported> unsupported) implements ImportResult {
        public Refused {
            unsupported = List.copyOf(unsupported);
        }
    }
}
