package io.rooftile.modelimport;

import java.nio.file.Path;

/// Reads one format. Layers come out one to one as the file has them (batch normalisation as
/// [io.rooftile.core.network.ScaleShift], separate pads and activations); graph passes follow for all formats alike.
public interface ModelReader {
    /// Reads a model, before graph passes.
    ///
    /// @throws io.rooftile.core.UserInputException when the file is broken or not of this format
    ImportResult read(Path model, ImportOptions options);
}
