package io.rooftile.core.design;

import java.util.Locale;

/// What a layer waits for.
public enum Bound {
    COMPUTE,
    WEIGHTS,
    INPUT,
    OUTPUT,
    CONTROL;

    /// The word in reports, columns and files.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
