package io.rooftile.campaign;

import io.rooftile.campaign.CampaignDatabase.Recorded;
import io.rooftile.campaign.CellExecutor.Batch;
import io.rooftile.campaign.CellResult.State;
import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Runs a campaign, or what is left of it.
public final class CampaignRun {
    private final Plan plan;
    private final Workbench workbench;
    private final CellExecutor executor;

    /// @param executor runs the cells
    public CampaignRun(Plan plan, Workbench workbench, CellExecutor executor) {
        this.plan = plan;
        this.workbench = workbench;
        this.executor = executor;
    }

    /// Where, and what of a former start is kept.
    ///
    /// @param restart delete all results first
    /// @param retryFailed run the cells that failed again
    public record Settings(Path folder, boolean restart, boolean retryFailed) {}

    /// What a caller may do while it runs.
    ///
    /// @param cancelled asked now and then; true ends it, with the cells in hand lost
    /// @param nanoTime says in the database how long cells took, and nothing else
    public record Control(BooleanSupplier cancelled, Listener listener, LongSupplier nanoTime) {}

    /// Hears how far it has come; called by one thread at a time.
    public interface Listener {
        /// Before the first cell.
        ///
        /// @param done cells that were done before
        void begun(int done, int total);

        /// After each cell.
        ///
        /// @param state the word for how it ended
        /// @param message why, where it did not go well
        void ended(String id, String state, String message, long milliseconds);
    }

    /// How it stands.
    ///
    /// @param total cells of the campaign
    /// @param done with designs
    /// @param infeasible without any
    /// @param failed with a message
    public record Summary(Path folder, int total, int done, int infeasible, int failed) {
        /// Whether no cell is left.
        public boolean isComplete() {
            return done + infeasible + failed == total;
        }
    }

    /// Runs the cells that are left, then writes the table and the page over all.
    ///
    /// @throws UserInputException when the folder is of another campaign, or nothing can be written
    public Summary run(Settings settings, Control control) {
        try (CampaignFolder folder = CampaignFolder.open(settings.folder(), settings.restart());
                CampaignDatabase database =
                        CampaignDatabase.open(folder.database(), plan, plan.digest(workbench.version()))) {
            if (settings.retryFailed()) {
                database.forgetFailed();
            }
            Map<Integer, Recorded> before = database.recorded();
            control.listener().begun(before.size(), plan.cells().size());
            List<Cell> left = plan.cells().stream()
                    .filter(cell -> !before.containsKey(cell.number()))
                    .toList();
            CellTask task = new CellTask(workbench, plan.followUp(), control.nanoTime());
            executor.run(
                    new Batch(left, task, folder, record -> record(record, database, control)), control.cancelled());
            Map<Integer, Recorded> recorded = database.recorded();
            if (recorded.size() == plan.cells().size()) {
                List<CellRecord> records = plan.cells().stream()
                        .map(cell -> record(cell, Objects.requireNonNull(recorded.get(cell.number()))))
                        .toList();
                folder.write(CampaignFolder.RESULTS, ResultsCsv.text(records));
                folder.write(
                        CampaignFolder.INDEX,
                        new IndexPage(plan.name(), workbench.version(), settings.folder(), records).text());
            }
            return summary(settings.folder(), recorded);
        }
    }

    private static CellRecord record(Cell cell, Recorded recorded) {
        return new CellRecord(cell, recorded.result(), recorded.milliseconds());
    }

    private static void record(CellRecord record, CampaignDatabase database, Control control) {
        CellResult result = record.result();
        synchronized (database) {
            database.record(record.cell(), result, record.milliseconds());
            control.listener()
                    .ended(record.cell().id(), result.state().word(), result.message(), record.milliseconds());
        }
    }

    private Summary summary(Path folder, Map<Integer, Recorded> recorded) {
        return new Summary(
                folder,
                plan.cells().size(),
                count(recorded, State.DONE),
                count(recorded, State.INFEASIBLE),
                count(recorded, State.FAILED));
    }

    private static int count(Map<Integer, Recorded> recorded, State state) {
        return (int) recorded.values().stream()
                .filter(cell -> cell.result().state() == state)
                .count();
    }
}
