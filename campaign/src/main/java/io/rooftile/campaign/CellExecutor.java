package io.rooftile.campaign;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs cells side by side.
public interface CellExecutor {
    /// Runs each cell once, in any order, and returns when all have been run or it was cancelled.
    void run(Batch batch, BooleanSupplier cancelled);

    /// What is to be run.
    ///
    /// @param task of one cell
    /// @param folder that holds the run folders
    /// @param ended takes each cell whose run folder is in its place, from any thread; what it throws ends all
    record Batch(List<Cell> cells, CellTask task, CampaignFolder folder, Consumer<CellRecord> ended) {
        public Batch {
            cells = List.copyOf(cells);
        }
    }
}
