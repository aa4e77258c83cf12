package io.rooftile.dse.search;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Who evaluates many designs: the searching thread and possibly others, that take the next index until
/// none is left.
///
/// @param executor where the other threads come from
/// @param count how many work at once, the searching thread included; 1 or more
public record Workers(Executor executor, int count) {

    /// Checks the count.
    public Workers {
        if (count < 1) {
            throw new IllegalArgumentException("count of workers must be at least 1, but was " + count);
        }
    }

    /// The searching thread alone.
    public static Workers alone() {
        return new Workers(Runnable::run, 1);
    }

    /// Runs `task` for each of `0..size-1` and returns when all are done; whatever one of them throws is
    /// thrown here.
    public void forEach(int size, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        CompletableFuture<?>[] others =
                new CompletableFuture<?>[Math.min(count, size) <= 1 ? 0 : Math.min(count, size) - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = CompletableFuture.runAsync(share, executor);
        }
        try {
            share.run();
        } finally {
            next.set(size);
            join(CompletableFuture.allOf(others));
        }
    }

    private static void join(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
