package io.rooftile.core.design;

import java.util.Locale;

/// The two kinds of accelerator.
public enum Family {
    /// One engine that runs layer after layer.
    OVERLAY,
    /// Every layer its own pipeline stage.
    DATAFLOW;

    /// The word in reports, columns and files.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
