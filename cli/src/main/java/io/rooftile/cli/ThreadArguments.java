package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How many threads share the work.
final class ThreadArguments {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "That share the work; results do not depend on it. Default: one per processor.")
    private @Nullable Integer threads;

    /// How many there are.
    ///
    /// @throws UserInputException when there is none
    int count() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Least.require("--threads", count, 1);
        return count;
    }
}
