package io.rooftile.gui;

import io.rooftile.gui.act.CommandLine;
import io.rooftile.gui.task.BackgroundTasks;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;

/// The toolkit on its headless platform: real windows, real mouse and keys, no display.
final class Toolkit {
    static final long MOST_SECONDS = 60;
    /// What is laid out for the first time asks for a second pulse, and its style sheets for a third.
    private static final int SETTLING_PULSES = 3;

    private static boolean isStarted;

    private Toolkit() {}

    static synchronized void start() throws InterruptedException {
        if (!isStarted) {
            // Before the toolkit looks: its own headless platform, painted by software, unless another was asked for.
            if (System.getProperty("glass.platform") == null) {
                System.setProperty("glass.platform", "Headless");
                System.setProperty("prism.order", "sw");
            }
            CountDownLatch up = new CountDownLatch(1);
            Platform.startup(up::countDown);
            Platform.setImplicitExit(false);
            if (!up.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the toolkit did not start");
            }
            isStarted = true;
        }
    }

    static BackgroundTasks tasks() {
        return new BackgroundTasks(Platform::runLater);
    }

    /// The project's own start script.
    static CommandLine commandLine() {
        return new CommandLine(Path.of(System.getProperty("rooftile.root", ".."), "rooftile"));
    }

    /// What something gives on the window's thread.
    static <T> T onWindow(Callable<T> work) throws InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException(exception);
        }
    }

    static void act(Runnable work) throws InterruptedException {
        boolean _ = onWindow(() -> {
            work.run();
            return true;
        });
    }

    /// Waits until a scene has been laid out, so that what is found in it stays.
    static void settle(Scene scene) throws InterruptedException {
        for (int pulse = 0; pulse < SETTLING_PULSES; pulse++) {
            CountDownLatch laidOut = new CountDownLatch(1);
            Runnable listener = laidOut::countDown;
            act(() -> {
                scene.addPostLayoutPulseListener(listener);
                Platform.requestNextPulse();
            });
            boolean isLaidOut = laidOut.await(MOST_SECONDS, TimeUnit.SECONDS);
            act(() -> scene.removePostLayoutPulseListener(listener));
            if (!isLaidOut) {
                throw new AssertionError("waited in vain for a pulse of the toolkit");
            }
        }
    }

    /// Waits until something holds on the window's thread.
    static void await(String what, BooleanSupplier holds) throws InterruptedException {
        await(what, MOST_SECONDS, holds);
    }

    /// Waits for long work.
    static void await(String what, long seconds, BooleanSupplier holds) throws InterruptedException {
        for (long i = 0; i < seconds * 50; i++) {
            if (onWindow(holds::getAsBoolean)) {
                return;
            }
            Thread.sleep(20);
        }
        String told = onWindow(
                () -> Hands.fault().map(fault -> "; a dialog tells: " + fault).orElse(""));
        throw new AssertionError("waited in vain for: " + what + told);
    }
}
