package io.rooftile.calibration.vivado;

import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// Four figures each of setup, hold and pulse width; the worst slack is the first of them.
    private static final int FIGURES = 4;

    private static final int SETUP = 1;
    private static final int HOLD = SETUP + FIGURES;
    private static final int WIDTH = HOLD + FIGURES;

    private static final Pattern SLACK = Pattern.compile("-?\\d+\\.\\d+");

    private static final double HERTZ_PER_GIGAHERTZ = 1e9;

    private TimingReport() {}

    /// One clock whose paths were timed.
    ///
    /// @param periodNanoseconds what was asked for
    /// @param slackNanoseconds of the slowest path; negative when the clock is not met
    /// @param holdSlackNanoseconds of the fastest path; negative when the design works at no clock
    public record Clock(String name, double periodNanoseconds, double slackNanoseconds, double holdSlackNanoseconds) {
        /// What the slowest path allows: `1 / (period - slack)`.
        public long reachedHertz() {
            return Math.round(HERTZ_PER_GIGAHERTZ / (periodNanoseconds - slackNanoseconds));
        }

        /// Whether the design runs at the clock that was asked for.
        public boolean isMet() {
            return slackNanoseconds >= 0 && holdSlackNanoseconds >= 0;
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
                // The second line of a title underlines it.
                table = line.matches("\\| -+\\s*") ? table : line.strip();
            } else if (isRow(line) && table.equals(PERIODS)) {
                Matcher row = PERIOD_ROW.matcher(line);
                if (!row.matches()) {
                    throw unknown(file, line);
                }
                periods.put(row.group(1), Double.valueOf(row.group(2)));
            } else if (isRow(line) && table.equals(SLACKS)) {
                clock(file, line, periods).ifPresent(clocks::add);
            }
            if (table.equals(END)) {
                if (clocks.isEmpty()) {
                    throw ReportText.wrong(file, "", "there is no clock with a slack in its " + SLACKS.substring(2));
                }
                return List.copyOf(clocks);
            }
        }
        throw ReportText.wrong(file, "", "it has no " + END.substring(2) + " behind that of single clocks");
    }

    /// Neither blank nor a heading.
    private static boolean isRow(String line) {
        return !line.matches("[-\\s]*") && !line.startsWith("Clock ");
    }

    /// A clock that times nothing has figures of its pulse width only.
    private static Optional<Clock> clock(Path file, String line, Map<String, Double> periods) {
        List<String> words = List.of(line.strip().split("\\s+"));
        if (words.size() == 1 + FIGURES && SLACK.matcher(words.get(SETUP)).matches()) {
            return Optional.empty();
        }
        if (words.size() != WIDTH + FIGURES
                || !SLACK.matcher(words.get(SETUP)).matches()
                || !SLACK.matcher(words.get(HOLD)).matches()) {
            throw unknown(file, line);
        }
        String name = words.getFirst();
        Double period = periods.get(name);
        if (period == null) {
            throw ReportText.wrong(file, "clock " + name, "its period is not in the clock summary");
        }
        return Optional.of(
                new Clock(name, period, Double.parseDouble(words.get(SETUP)), Double.parseDouble(words.get(HOLD))));
    }

    private static UserInputException unknown(Path file, String line) {
        return ReportText.wrong(file, "row '" + line.strip() + "'", "it is not of the known form");
    }
}
