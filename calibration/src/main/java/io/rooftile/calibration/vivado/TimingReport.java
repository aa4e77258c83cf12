package io.rooftile.calibration.vivado;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text that `report_timing_summary` writes: its tables `Clock Summary` and `Intra Clock Table`.
public final class TimingReport {
    private static final String PERIODS = "| Clock Summary";
    private static final String SLACKS = "| Intra Clock Table";
    private static final String END = "| Inter Clock Table";

    /// Name, waveform, period, frequency.
    private static final Pattern PERIOD_ROW =
            Pattern.compile("\\s*(\\S+)\\s+\\{[^}]*}\\s+(\\d+\\.\\d+)\\s+\\d+\\.\\d+\\s*");

    /// Name, then the worst slack; a clock that times nothing has none.
    private static final Pattern SLACK_ROW =
            Pattern.compile("\\s*(\\S+)\\s+(-?\\d+\\.\\d+)\\s+-?\\d+\\.\\d+\\s+\\d+\\s.*");

    private static final double HERTZ_PER_GIGAHERTZ = 1e9;

    private TimingReport() {}

    /// One clock whose paths were timed.
    ///
    /// @param periodNanoseconds what was asked for
    /// @param slackNanoseconds of the slowest path; negative when the clock is not met
    public record Clock(String name, double periodNanoseconds, double slackNanoseconds) {
        /// What the slowest path allows: `1 / (period - slack)`.
        public long reachedHertz() {
            return Math.round(HERTZ_PER_GIGAHERTZ / (periodNanoseconds - slackNanoseconds));
        }

        /// Whether the design runs at the clock that was asked for.
        public boolean isMet() {
            return slackNanoseconds >= 0;
        }
    }

    /// The timed clocks, in the report's order; at least one.
    ///
    /// @throws io.rooftile.core.UserInputException when the file is no such report or times no clock
    public static List<Clock> read(Path file) {
        Map<String, Double> periods = new HashMap<>();
        List<Clock> clocks = new ArrayList<>();
        String table = "";
        for (String line : ReportText.lines(file)) {
            if (line.startsWith("| ")) {
                table = line.strip().equals("| " + "-".repeat(line.strip().length() - 2)) ? table : line.strip();
            }
            Matcher period = PERIOD_ROW.matcher(line);
            Matcher slack = SLACK_ROW.matcher(line);
            if (table.equals(PERIODS) && period.matches()) {
                periods.put(period.group(1), Double.valueOf(period.group(2)));
            } else if (table.equals(SLACKS) && slack.matches()) {
                Double asked = periods.get(slack.group(1));
                if (asked == null) {
                    throw ReportText.wrong(file, "clock " + slack.group(1), "its period is not in the clock summary");
                }
                clocks.add(new Clock(slack.group(1), asked, Double.parseDouble(slack.group(2))));
            } else if (table.equals(END)) {
                break;
            }
        }
        if (clocks.isEmpty()) {
            throw ReportText.wrong(file, "", "there is no clock with a slack in an Intra Clock Table");
        }
        return List.copyOf(clocks);
    }
}
