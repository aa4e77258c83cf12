package io.rooftile.calibration.tool;

import io.rooftile.calibration.tool.ToolResult.ToolOutput;
import java.util.List;
import java.util.Objects;

/// A tool did not do what it was asked: which tool, what happened, its last words and what to do, in one line. The
/// command line prints the line, the details below it, and exits with 1.
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LINES_IN_MESSAGE = 2;
    private static final int LINES_IN_DETAILS = 20;
    private static final int LONGEST_LINE = 200;

    private final String tool;
    private final boolean isTooLate;
    private final transient List<String> details;

    private ToolFailure(String tool, String message, List<String> details, boolean isTooLate) {
        super(message.replaceAll("\\s*[\\r\\n]+\\s*", " "));
        this.tool = tool;
        this.isTooLate = isTooLate;
        this.details = List.copyOf(details);
    }

    /// A failure that its output explains.
    ///
    /// @param tool the tool's name
    /// @param what what happened
    /// @param hint what to do
    public static ToolFailure of(String tool, String what, ToolOutput output, String hint) {
        return of(tool, what, output, hint, false);
    }

    /// A tool that was stopped because it took too long.
    ///
    /// @param seconds that it was given
    static ToolFailure tooLate(String tool, String seconds, ToolOutput output) {
        String what = "was stopped after its limit of " + seconds + " s";
        return of(tool, what, output, "give it more time or a smaller design", true);
    }

    private static ToolFailure of(String tool, String what, ToolOutput output, String hint, boolean isTooLate) {
        List<String> last = output.lastLines(LINES_IN_MESSAGE).stream()
                .map(line -> line.strip())
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .toList();
        String words = last.isEmpty() ? "" : " (last words: " + String.join(" | ", last) + ")";
        List<String> details = output.lastLines(LINES_IN_DETAILS);
        return new ToolFailure(tool, tool + ": " + what + words + "; " + hint, details, isTooLate);
    }

    /// A failure without output.
    public static ToolFailure of(String tool, String what, String hint) {
        return of(tool, what, ToolOutput.NONE, hint);
    }

    /// The line; there always is one.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /// The tool's name.
    public String tool() {
        return tool;
    }

    /// Whether it was stopped because it took too long.
    public boolean isTooLate() {
        return isTooLate;
    }

    /// The last lines that the tool printed.
    public List<String> details() {
        return details;
    }
}
