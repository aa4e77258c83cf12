package io.rooftile.gui.task;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Each piece of work on a thread of its own.
public final class BackgroundTasks implements TaskRunner, AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final Executor windowThread;
    private final ExecutorService workers;

    /// @param windowThread runs what it is given on the window's thread
    public BackgroundTasks(Executor windowThread) {
        this.windowThread = windowThread;
        this.workers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                BackgroundTasks::thread,
                // What a closing window still asks for is of no use to anybody.
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rooftile work");
        // Closing the window ends the program, whatever is still being computed.
        thread.setDaemon(true);
        return thread;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what comes of the work goes to done or failed
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        workers.submit(() -> {
            T result;
            try {
                result = work.call();
            } catch (Exception exception) {
                show(() -> failed.accept(exception));
                return;
            } catch (Error error) {
                // Memory that is full, above all: who waits for the work must hear of it, too.
                show(() -> failed.accept(new ExecutionException(error)));
                return;
            }
            show(() -> done.accept(result));
        });
    }

    /// Nothing is shown any more after [#close()], above all not that work was interrupted by it.
    @Override
    public void show(Runnable update) {
        windowThread.execute(() -> {
            if (!workers.isShutdown()) {
                update.run();
            }
        });
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
