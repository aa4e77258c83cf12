package io.rooftile.calibration.vivado;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    static UserInputException wrong(Path file, String place, String what) {
        return UserInputException.of(
                file.toString(), place, what, "give a report that Rooftile's script made Vivado write");
    }
}
