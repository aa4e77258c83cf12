package io.rooftile.calibration.fit;

/// What is fitted, and predicted with an interval.
public enum Figure {
    LUT("lut", "luts", 2),
    FF("ff", "ffs", 2),
    /// The clock that place and route reaches; its period is what terms add up to.
    FMAX("fmax", "hertz", 0);

    private static final double NANOSECONDS = 1e9;

    private final String word;
    private final String unit;
    private final double theory;

    /// @param theory how strongly a coefficient is held to the common one of all circuits: as if it were measured to be
    /// that in a design of which it is so large a share. Of 0.05 to 3, 2 gave the least errors of held-out designs
    /// while there were 15 to 24 of a family. 0 where theory says nothing.
    Figure(String word, String unit, double theory) {
        this.word = word;
        this.unit = unit;
        this.theory = theory;
    }

    /// The name in files.
    public String word() {
        return word;
    }

    /// Of the figure, in words.
    public String unit() {
        return unit;
    }

    double theory() {
        return theory;
    }

    /// Whether there is a prediction before any fit.
    public boolean hasTheory() {
        return theory > 0;
    }

    /// The figure of a sum of terms.
    double of(double sum) {
        return switch (this) {
            case LUT, FF -> sum;
            case FMAX -> NANOSECONDS / sum;
        };
    }
}
