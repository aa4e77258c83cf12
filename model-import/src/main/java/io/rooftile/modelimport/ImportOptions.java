package io.rooftile.modelimport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the user asked for beside the model.
///
/// @param weights a weights-only file for a model that is only a topology, or null
/// @param hostFallback whether operations that no accelerator has may stay on the host, where their shapes are known
/// @param inputShapes of inputs whose sizes the file leaves open
public record ImportOptions(@Nullable Path weights, boolean hostFallback, GivenShapes inputShapes) {
    public static final ImportOptions NONE = new ImportOptions(null, false);

    /// Options without shapes.
    public ImportOptions(@Nullable Path weights, boolean hostFallback) {
        this(weights, hostFallback, GivenShapes.NONE);
    }
}
