package io.rooftile.cli;

import io.rooftile.campaign.CampaignRun.Listener;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/// Shows how a campaign goes: a bar with the time left on a terminal, one plain line per cell otherwise.
final class CampaignProgress implements Listener, AutoCloseable {
    private static final int MOST_CHARACTERS = 120;
    private static final double NANOSECONDS_PER_SECOND = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;

    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private final boolean isTerminal;
    private @Nullable ProgressBar bar;
    private long startNanoseconds;
    private int before;
    private int ended;
    private int total;

    CampaignProgress(PrintWriter err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.isTerminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    @Override
    public void begun(int done, int all) {
        startNanoseconds = nanoTime.getAsLong();
        before = done;
        total = all;
        if (done > 0) {
            err.printf("%,d of %,d cells are done already%n", done, all);
            err.flush();
        }
        if (isTerminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("campaign")
                    .setInitialMax(all)
                    .startsFrom(done, Duration.ZERO)
                    .setUnit(" cells", 1)
                    .build();
        }
    }

    @Override
    public void ended(String id, String state, String message, long milliseconds) {
        ended++;
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(id);
            return;
        }
        double seconds = (nanoTime.getAsLong() - startNanoseconds) / NANOSECONDS_PER_SECOND;
        int left = total - before - ended;
        err.printf(
                "%d of %d: %s %s%s in %s%s%n",
                before + ended,
                total,
                id,
                state,
                message.isEmpty() ? "" : " (" + inOneLine(message) + ")",
                duration(milliseconds / 1e3),
                left == 0 ? "" : ", about " + duration(seconds / ended * left) + " left");
        err.flush();
    }

    /// The beginning of a long message; all of it is in `results.csv`.
    private static String inOneLine(String message) {
        return message.length() <= MOST_CHARACTERS ? message : message.substring(0, MOST_CHARACTERS) + " ...";
    }

    /// Seconds as a person says them.
    static String duration(double seconds) {
        if (seconds < SECONDS_PER_MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < SECONDS_PER_HOUR
                ? String.format(Locale.ROOT, "%.1f min", seconds / SECONDS_PER_MINUTE)
                : String.format(Locale.ROOT, "%.1f h", seconds / SECONDS_PER_HOUR);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
