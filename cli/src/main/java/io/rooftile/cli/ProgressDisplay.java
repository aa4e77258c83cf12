package io.rooftile.cli;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Explorer.FamilyProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/// Shows how a search goes: a bar on a terminal, one plain line per family otherwise.
final class ProgressDisplay implements AutoCloseable {
    private final PrintWriter err;
    private final boolean isTerminal;
    private @Nullable ProgressBar bar;
    private @Nullable Family family;

    ProgressDisplay(PrintWriter err) {
        this.err = err;
        this.isTerminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    void show(FamilyProgress progress) {
        if (progress.family() != family) {
            finish();
            family = progress.family();
            if (isTerminal) {
                // The end of a search that stops when its front no longer moves is not known.
                bar = new ProgressBarBuilder()
                        .setTaskName("exploring " + progress.family().word())
                        .setInitialMax(-1)
                        .setUnit(" designs", 1)
                        .build();
            } else {
                err.println("exploring " + progress.family().word() + " designs ...");
                err.flush();
            }
        }
        if (bar != null) {
            bar.stepTo(progress.evaluations());
            bar.setExtraMessage(progress.frontSize() + " on the front");
        }
    }

    @Override
    public void close() {
        finish();
    }

    /// Ends the present bar, so that what is printed next has a line of its own.
    void finish() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
