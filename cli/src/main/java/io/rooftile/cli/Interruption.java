package io.rooftile.cli;

import java.util.concurrent.CountDownLatch;

/// Turns Ctrl-C into a request to finish: the search ends at its next generation, the run folder is written,
/// then the process exits.
final class Interruption implements AutoCloseable {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean requested;

    Interruption() {
        hook = new Thread(
                () -> {
                    requested = true;
                    awaitFinish();
                },
                "finish on interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isRequested() {
        return requested;
    }

    private void awaitFinish() {
        try {
            finished.await();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (requested) {
            finished.countDown();
        } else {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
