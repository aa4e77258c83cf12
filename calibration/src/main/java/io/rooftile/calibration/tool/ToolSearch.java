package io.rooftile.calibration.tool;

import java.util.List;

/// What looking for a tool gave.
public sealed interface ToolSearch {
    /// It is there and new enough.
    ///
    /// @param command what to start it with; its arguments follow
    /// @param version as the tool writes it; `unknown` for one that cannot say
    record Found(Tool tool, List<String> command, String version) implements ToolSearch {
        public Found {
            command = List.copyOf(command);
        }

        /// Whether it is the npm package, two to three times as slow as a native tool.
        public boolean isWebAssembly() {
            return command.size() > 1;
        }
    }

    /// What is there does not do.
    ///
    /// @param what why not
    record Unfit(Tool tool, String what) implements ToolSearch {}

    /// It is nowhere.
    record Missing(Tool tool) implements ToolSearch {}
}
