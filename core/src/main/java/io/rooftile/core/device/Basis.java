package io.rooftile.core.device;

/// How far a figure can be trusted.
public enum Basis {
    /// Follows from the design by counting.
    EXACT,
    /// Measured by running the network on rows that the user gave.
    MEASURED,
    /// A formula with a stated source.
    ANALYTIC,
    /// Fitted to measurements of the hardware that the figure is of.
    CALIBRATED,
    /// Taken over from elsewhere without a check on this hardware.
    ASSUMED;

    /// The weaker of two: a figure is no better than its worst ingredient.
    public Basis weaker(Basis other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
