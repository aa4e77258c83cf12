package io.rooftile.core.device;

import java.util.Locale;

/// The kinds of block that a part has a limited number of.
public enum Resource {
    LUT,
    FF,
    DSP,
    BRAM,
    URAM;

    /// The word in reports, columns and files.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
