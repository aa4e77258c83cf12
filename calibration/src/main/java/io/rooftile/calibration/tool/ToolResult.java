package io.rooftile.calibration.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How one run of a tool ended.
public sealed interface ToolResult {
    /// What it printed until then.
    ToolOutput output();

    /// It ended by itself.
    ///
    /// @param exitCode 0 when it did what it was asked
    record Ended(int exitCode, ToolOutput output) implements ToolResult {}

    /// It was stopped because it took too long.
    record TimedOut(Duration limit, ToolOutput output) implements ToolResult {}

    /// It was stopped because it printed too much.
    record Flooded(long limitBytes, ToolOutput output) implements ToolResult {}

    /// It could not be started.
    record NotStarted(String reason) implements ToolResult {
        @Override
        public ToolOutput output() {
            return ToolOutput.NONE;
        }
    }

    /// What it printed, line by line.
    ///
    /// @param out standard output
    /// @param err standard error
    record ToolOutput(List<String> out, List<String> err) {
        static final ToolOutput NONE = new ToolOutput(List.of(), List.of());

        public ToolOutput {
            out = List.copyOf(out);
            err = List.copyOf(err);
        }

        /// The last lines with text, errors last: where tools say why they stop.
        public List<String> lastLines(int count) {
            List<String> all = new ArrayList<>(out);
            all.addAll(err);
            all.removeIf(String::isBlank);
            return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
        }
    }
}
