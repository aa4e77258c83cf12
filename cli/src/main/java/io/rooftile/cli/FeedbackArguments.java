package io.rooftile.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The argument of every command that measures designs of a run.
final class FeedbackArguments {
    @Option(
            names = FeedbackFile.OPTION,
            paramLabel = "FILE.csv",
            description = {
                "Your own measured designs: what tools find of a pipeline is added, for --measurements of calibrate and",
                "explore. Made where it is not there; a design that is measured again counts once."
            })
    private @Nullable Path file;

    boolean isGiven() {
        return file != null;
    }

    /// The file, where one was named, read and known to be writable.
    ///
    /// @param news receives a line for each design
    Optional<FeedbackFile> open(PrintWriter news) {
        return Optional.ofNullable(file).map(path -> FeedbackFile.open(path, news));
    }
}
