package io.rooftile.calibration.vivado;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A report as lines, and what to tell the user when it is none.
final class ReportText {
    private ReportText() {}

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw wrong(file, "", "it cannot be read (" + exception.getClass().getSimpleName() + ")");
        }
    }

    /// Makes sure that a report is of a design on a part: its lines `| Design : ...` and `| Device : ...`,
    /// which not every
    /// version writes with the speed grade, or with the `xc` in front.
    static void requireOf(Path file, String top, String part) {
        List<String> lines = lines(file);
        String design = field(file, lines, "Design");
        String device = field(file, lines, "Device");
        if (!design.equals(top)) {
            throw wrong(file, "Design", "it is of " + design + ", not of " + top);
        }
        if (!plain(part).startsWith(plain(device))) {
            throw wrong(file, "Device", "it is of " + device + ", not of " + part);
        }
    }

    private static String field(Path file, List<String> lines, String name) {
        Pattern pattern = Pattern.compile("\\| " + name + "\\s*:\\s*(\\S+)\\s*");
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> wrong(file, "", "it does not say of which " + name + " it is"));
    }

    private static String plain(String part) {
        return part.toLowerCase(Locale.ROOT).replaceAll("^xc|[^a-z0-9]", "");
    }

    static UserInputException wrong(Path file, String place, String what) {
        return UserInputException.of(
                file.toString(), place, what, "give a report that Rooftile's script made Vivado write");
    }
}
