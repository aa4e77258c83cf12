package io.rooftile.gui.data;

/// What a brush keeps of one figure, both ends included, in the figure's unit.
public record Range(double least, double most) {
    /// The range between two values, whichever is the greater.
    public static Range between(double one, double other) {
        return new Range(Math.min(one, other), Math.max(one, other));
    }

    public boolean contains(double value) {
        return value >= least && value <= most;
    }
}
