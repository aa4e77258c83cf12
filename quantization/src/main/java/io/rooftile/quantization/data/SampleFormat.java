package io.rooftile.quantization.data;

/// How numbers of a file become inputs and labels.
///
/// @param labels which column of a CSV file holds the label
/// @param factor inputs are `factor * number + offset`
/// @param offset added to each input
public record SampleFormat(LabelColumn labels, double factor, double offset) {
    /// Which column of a CSV file holds the label.
    public enum LabelColumn {
        FIRST,
        LAST,
        NONE
    }

    /// Labels first, inputs as they are.
    public static final SampleFormat PLAIN = new SampleFormat(LabelColumn.FIRST, 1, 0);
}
