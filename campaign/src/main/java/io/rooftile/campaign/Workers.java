package io.rooftile.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Threads of this program, each with a cell at a time.
///
/// @param count at least 1
public record Workers(int count) implements CellExecutor {
    @Override
    public void run(List<Cell> cells, Consumer<Cell> task, BooleanSupplier cancelled) {
        AtomicBoolean isBroken = new AtomicBoolean();
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(count)) {
            for (Cell cell : cells) {
                futures.add(pool.submit(() -> {
                    if (isBroken.get() || cancelled.getAsBoolean()) {
                        return;
                    }
                    boolean isWhole = false;
                    try {
                        task.accept(cell);
                        isWhole = true;
                    } finally {
                        // What stops one cell from being recorded stops all.
                        isBroken.compareAndSet(false, !isWhole);
                    }
                }));
            }
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
