package io.rooftile.gui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/// How long the window's thread does one thing at a stretch: a look is taken on it every millisecond, and what lies
/// between two looks is a stretch.
final class Stretches implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private long lastNanos;
    private long lastProcessorNanos;
    private Longest longest = Longest.NONE;

    /// The longest stretches, in milliseconds.
    ///
    /// @param wall by the clock on the wall: other programs and the garbage collector are in it
    /// @param processor of the processor's time
    record Longest(double wall, double processor) {
        static final Longest NONE = new Longest(0, 0);

        Longest with(double wallMilliseconds, double processorMilliseconds) {
            return new Longest(Math.max(wall, wallMilliseconds), Math.max(processor, processorMilliseconds));
        }

        Longest with(Longest other) {
            return with(other.wall(), other.processor());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the clock
    void start() throws InterruptedException {
        Toolkit.act(this::look);
        clock.scheduleAtFixedRate(() -> Platform.runLater(this::look), 1, 1, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long nanos = System.nanoTime();
        long processorNanos = THREADS.getCurrentThreadCpuTime();
        if (lastNanos != 0) {
            longest = longest.with((nanos - lastNanos) / 1e6, (processorNanos - lastProcessorNanos) / 1e6);
        }
        lastNanos = nanos;
        lastProcessorNanos = processorNanos;
    }

    /// The longest since this was last asked.
    Longest take() throws InterruptedException {
        return Toolkit.onWindow(() -> {
            look();
            Longest taken = longest;
            longest = Longest.NONE;
            return taken;
        });
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
