package io.rooftile.quantization.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Rows cut into blocks of lanes that threads share. What a block computes must not depend on the other blocks, and
/// what a lane computes not on how many lanes there are: then results do not depend on the number of threads.
///
/// @param rows how many there are
/// @param lanes rows of each block but the last, which may have fewer
/// @param threads how many share the work at most
public record RowBlocks(int rows, int lanes, int threads) {
    /// Rows at once: eight 256-bit registers of 32-bit numbers.
    private static final int MOST_LANES = 64;

    private static final int LEAST_LANES = 8;

    /// What the buffers of one thread may take.
    private static final long BUFFER_BYTES = 64L << 20;

    /// Blocks for buffers of 32-bit numbers: as many lanes as there are rows for each thread, within what the buffers
    /// of large networks leave.
    public static RowBlocks of(int rows, int threads, BufferPlan plan) {
        long affordable = BUFFER_BYTES / (Integer.BYTES * plan.totalElements());
        long most = Math.clamp(affordable / LEAST_LANES * LEAST_LANES, LEAST_LANES, MOST_LANES);
        int lanes = Math.toIntExact(Math.clamp(Math.ceilDiv(rows, threads), 1, most));
        return new RowBlocks(rows, lanes, threads);
    }

    /// What one thread computes blocks with, one block after the other.
    @FunctionalInterface
    public interface Worker {
        /// Computes the rows of one block.
        ///
        /// @param firstRow number of the first of them
        /// @param count how many there are, 1 to `lanes`
        void run(int firstRow, int count);
    }

    /// Computes all blocks; each thread has its own worker.
    ///
    /// @throws IllegalStateException when a block fails on a thread of its own
    public void run(Supplier<? extends Worker> workers) {
        int blocks = Math.ceilDiv(rows, lanes);
        int sharing = Math.clamp(blocks, 1, threads);
        if (sharing == 1) {
            runEvery(1, 0, workers.get());
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(sharing)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < sharing; i++) {
                int first = i;
                running.add(pool.submit(() -> runEvery(sharing, first, workers.get())));
            }
            for (Future<?> one : running) {
                join(one);
            }
        }
    }

    private void runEvery(int step, int firstBlock, Worker worker) {
        int stride = step * lanes;
        for (int row = firstBlock * lanes; row < rows; row += stride) {
            worker.run(row, Math.min(lanes, rows - row));
        }
    }

    private static void join(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rows were running", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a block of rows failed", failed.getCause());
        }
    }
}
