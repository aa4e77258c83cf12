package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import java.time.Duration;
import picocli.CommandLine.Option;

/// The argument that says how long tools may take.
final class LimitArguments {
    private static final double MOST_SECONDS = 1e6;

    @Option(
            names = "--tool-seconds",
            paramLabel = "T",
            defaultValue = "1800",
            description = {
                "The most that one run of a tool may take: compile, simulate or map once. It is then",
                "stopped, with all that it started. Default: ${DEFAULT-VALUE}."
            })
    private double seconds;

    Duration limit() {
        return duration("--tool-seconds", seconds);
    }

    /// @throws UserInputException when it is no time that anybody waits for
    static Duration duration(String option, double seconds) {
        if (!(seconds >= 0.001 && seconds <= MOST_SECONDS)) {
            throw UserInputException.of(option, "", "the time was " + seconds, "give seconds from 0.001 to 1000000");
        }
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }
}
