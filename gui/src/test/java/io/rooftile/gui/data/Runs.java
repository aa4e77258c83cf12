package io.rooftile.gui.data;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.gui.search.RunSearch;
import io.rooftile.gui.search.SearchControl;
import io.rooftile.gui.search.SearchPlan;
import io.rooftile.reports.StoredRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Small real runs for the tests: the digits example, searched briefly.
public final class Runs {
    public static final RunSearch SEARCH =
            new RunSearch("test", Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC), () -> 0L, 2);

    private Runs() {}

    /// The digits classifier of the examples.
    public static String model() {
        return Path.of(System.getProperty("rooftile.root", ".."), "examples", "digits", "frozen.pb")
                .toString();
    }

    public static SearchPlan plan(Path out, String board, long evaluations) {
        return new SearchPlan(
                model(), board, List.of(Family.values()), Objective.STANDARD, evaluations, List.of(), out);
    }

    /// A run of a few hundred evaluations.
    public static StoredRun digits(Path out, String board) {
        return SEARCH.keep(SEARCH.find(plan(out, board, 300), new Cloud(Objective.STANDARD), new SearchControl()), out);
    }
}
