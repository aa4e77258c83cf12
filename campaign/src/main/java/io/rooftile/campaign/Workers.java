package io.rooftile.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/// Threads of this program, each with a cell at a time.
///
/// @param count at least 1
public record Workers(int count) implements CellExecutor {
    @Override
    public void run(Batch batch, BooleanSupplier cancelled) {
        BiConsumer<Cell, BooleanSupplier> work = (cell, isOver) -> {
            CellRecord record = batch.task().run(cell, batch.folder().cell(cell), isOver);
            if (!isOver.getAsBoolean()) {
                batch.ended().accept(record);
            }
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
            each(batch.cells(), work, cancelled, pool);
        }
    }

    /// Does something with each cell.
    ///
    /// @param work is also told whether it is over early: cancelled, or the work of another cell threw
    ///     something, which is thrown here
    static void each(
            List<Cell> cells, BiConsumer<Cell, BooleanSupplier> work, BooleanSupplier cancelled, ExecutorService pool) {
        AtomicBoolean isBroken = new AtomicBoolean();
        BooleanSupplier isOver = () -> isBroken.get() || cancelled.getAsBoolean();
        List<Future<?>> futures = new ArrayList<>();
        for (Cell cell : cells) {
            futures.add(pool.submit(() -> {
                if (isOver.getAsBoolean()) {
                    return;
                }
                boolean isWhole = false;
                try {
                    work.accept(cell, isOver);
                    isWhole = true;
                } finally {
                    // What stops one cell from being recorded stops all.
                    isBroken.compareAndSet(false, !isWhole);
                }
            }));
        }
        futures.forEach(Workers::rethrow);
    }

    private static void rethrow(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException exception) {
            switch (exception.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(exception);
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
