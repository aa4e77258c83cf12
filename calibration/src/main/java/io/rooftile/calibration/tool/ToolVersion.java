package io.rooftile.calibration.tool;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version `major.minor`; no more is needed to tell whether a tool is new enough.
///
/// @param text as the tool writes it, with what tells builds apart: Verilator's 5.006 is 5 and 6, Yosys's 0.55+944 is
/// 0 and 55
public record ToolVersion(int major, int minor, String text) implements Comparable<ToolVersion> {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\.\\d+)*([+-]\\w+(\\.\\w+)*)*");

    /// The first number with a point in a tool's own words, such as `Verilator 5.006 2023-01-22`.
    public static Optional<ToolVersion> parse(String words) {
        Matcher matcher = NUMBER.matcher(words);
        return matcher.find()
                ? Optional.of(new ToolVersion(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group()))
                : Optional.empty();
    }

    @Override
    public int compareTo(ToolVersion other) {
        return Comparator.comparingInt(ToolVersion::major)
                .thenComparingInt(ToolVersion::minor)
                .compare(this, other);
    }
}
