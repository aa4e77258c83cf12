package io.rooftile.calibration.tool;

import io.rooftile.calibration.tool.ToolResult.ToolOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run of a tool in a folder. When it is over, for whatever reason, no process that it started is left: not after
/// a time-out, not after a failure, not after the JVM ended.
///
/// @param tool the name that messages use
/// @param command program and arguments; no shell is between
/// @param folder the working folder
/// @param limit how long it may take
public record ToolRun(String tool, List<String> command, Path folder, Duration limit) {
    /// More output than this, of either kind, is a fault of the tool or of its input.
    static final long LIMIT_BYTES = 64L << 20;

    private static final long FIRST_LOOK_MILLISECONDS = 10;
    private static final long LONGEST_LOOK_MILLISECONDS = 200;

    public ToolRun {
        command = List.copyOf(command);
        if (command.isEmpty() || limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a run needs a command and a limit, but had " + command + ", " + limit);
        }
    }

    /// Runs it and waits for the end.
    ///
    /// @throws ToolFailure when the waiting thread is interrupted; the tool is stopped then
    public ToolResult run() {
        // Output goes to files, not pipes: nothing has to read them, and a child that is left behind holds up nobody.
        try (WorkFolder logs = WorkFolder.temporary()) {
            Path out = logs.path().resolve("out");
            Path err = logs.path().resolve("err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            ProcessTree tree;
            try {
                tree = ProcessTree.start(builder);
            } catch (IOException exception) {
                return new ToolResult.NotStarted(String.valueOf(exception.getMessage()));
            }
            Ending ending;
            try (tree) {
                ending = waitFor(tree, out, err);
            }
            ToolOutput output = new ToolOutput(lines(out), lines(err));
            return switch (ending) {
                case BY_ITSELF -> new ToolResult.Ended(tree.root().exitValue(), output);
                case TOO_LATE -> new ToolResult.TimedOut(limit, output);
                case TOO_LOUD -> new ToolResult.Flooded(LIMIT_BYTES, output);
            };
        }
    }

    /// Runs it and gives what it printed.
    ///
    /// @param hint what the user can do when it fails
    /// @throws ToolFailure unless it ends with 0
    public ToolOutput runOrFail(String hint) {
        return outputOrFail(run(), hint);
    }

    /// Runs it and gives what it printed.
    ///
    /// @param products files of the working folder that it is to write; one that ends well without them failed
    /// @param hint what the user can do when it fails
    /// @throws ToolFailure unless it ends with 0 and wrote all of them
    public ToolOutput runOrFail(List<String> products, String hint) {
        ToolOutput output = runOrFail(hint);
        for (String product : products) {
            if (!isWritten(folder.resolve(product))) {
                throw ToolFailure.of(tool, "ended without an error, but wrote no " + product, output, hint);
            }
        }
        return output;
    }

    private static boolean isWritten(Path file) {
        return Files.isRegularFile(file) && size(file) > 0;
    }

    /// What a run of this tool printed.
    ///
    /// @param hint what the user can do when it failed
    /// @throws ToolFailure unless it ended with 0
    public ToolOutput outputOrFail(ToolResult result, String hint) {
        return switch (result) {
            case ToolResult.Ended(int exitCode, ToolOutput output) when exitCode == 0 -> output;
            case ToolResult.Ended(int exitCode, ToolOutput output) ->
                throw ToolFailure.of(tool, "ended with exit code " + exitCode, output, hint);
            case ToolResult.TimedOut timedOut -> throw ToolFailure.tooLate(tool, seconds(limit), timedOut.output());
            case ToolResult.Flooded flooded ->
                throw ToolFailure.of(
                        tool,
                        "was stopped after it had printed " + (LIMIT_BYTES >> 20) + " MiB",
                        flooded.output(),
                        hint);
            case ToolResult.NotStarted notStarted ->
                throw ToolFailure.of(
                        tool,
                        "could not be started (" + notStarted.reason() + ")",
                        "see `rooftile doctor` for what is installed");
        };
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1e3);
    }

    private enum Ending {
        BY_ITSELF,
        TOO_LATE,
        TOO_LOUD
    }

    private Ending waitFor(ProcessTree tree, Path out, Path err) {
        CompletableFuture<Process> end = tree.root().onExit().copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        long pause = FIRST_LOOK_MILLISECONDS;
        while (true) {
            try {
                end.get(pause, TimeUnit.MILLISECONDS);
                return Ending.BY_ITSELF;
            } catch (TimeoutException _) {
                tree.look();
                if (size(out) > LIMIT_BYTES || size(err) > LIMIT_BYTES) {
                    return Ending.TOO_LOUD;
                }
                pause = Math.min(2 * pause, LONGEST_LOOK_MILLISECONDS);
            } catch (ExecutionException _) {
                return Ending.TOO_LATE;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw ToolFailure.of(tool, "was interrupted", "run the command again");
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// The lines within the limit. Tools print file names and comments of any encoding: what is no UTF-8 is replaced.
    private static List<String> lines(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes((int) LIMIT_BYTES);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
