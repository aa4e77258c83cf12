package io.rooftile.gui.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTasksTest {
    private static final long MOST_SECONDS = 30;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void result_isBroughtBack() throws InterruptedException {
        try (BackgroundTasks tasks = new BackgroundTasks(Runnable::run)) {
            tasks.run(() -> "done", heard::add, exception -> heard.add(exception.toString()));
            assertEquals("done", heard.poll(MOST_SECONDS, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverIsThrown_isHeard(boolean isError) throws InterruptedException {
        try (BackgroundTasks tasks = new BackgroundTasks(Runnable::run)) {
            tasks.<String>run(
                    () -> {
                        if (isError) {
                            throw new OutOfMemoryError("no room");
                        }
                        throw new IllegalStateException("no room");
                    },
                    heard::add,
                    exception -> heard.add(exception.toString()));
            String told = heard.poll(MOST_SECONDS, TimeUnit.SECONDS);
            assertEquals(
                    isError
                            ? "java.util.concurrent.ExecutionException: java.lang.OutOfMemoryError: no room"
                            : "java.lang.IllegalStateException: no room",
                    told);
        }
    }

    @Test
    void workThatClosingInterrupts_isNotHeardOf() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        BlockingQueue<Runnable> updates = new LinkedBlockingQueue<>();
        try (BackgroundTasks tasks = new BackgroundTasks(updates::add)) {
            tasks.<String>run(
                    () -> {
                        begun.countDown();
                        new CountDownLatch(1).await();
                        return "never";
                    },
                    heard::add,
                    exception -> heard.add(exception.toString()));
            assertTrue(begun.await(MOST_SECONDS, TimeUnit.SECONDS));
        }
        Runnable update = updates.poll(MOST_SECONDS, TimeUnit.SECONDS);
        assertNotNull(update);
        update.run();
        assertEquals(List.of(), List.copyOf(heard));
    }
}
