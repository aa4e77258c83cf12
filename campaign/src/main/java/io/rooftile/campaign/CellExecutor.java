package io.rooftile.campaign;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs cells side by side.
public interface CellExecutor {
    /// Runs each cell once, in any order, and returns when all have been run or it was cancelled.
    ///
    /// @param task of one cell; what it throws ends the whole
    void run(List<Cell> cells, Consumer<Cell> task, BooleanSupplier cancelled);
}
