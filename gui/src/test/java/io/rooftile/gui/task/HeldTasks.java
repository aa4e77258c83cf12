package io.rooftile.gui.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Work that waits until a test has it done, and a result that waits until a test has it brought back.
public final class HeldTasks implements TaskRunner {
    private final List<Callable<Runnable>> held = new ArrayList<>();

    @Override
    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        held.add(() -> {
            T result = work.call();
            return () -> done.accept(result);
        });
    }

    @Override
    public void show(Runnable update) {
        update.run();
    }

    /// Pieces of work that wait.
    public int size() {
        return held.size();
    }

    /// Does the piece of work that has waited longest.
    ///
    /// @return brings its result back
    public Runnable next() throws Exception {
        return held.removeFirst().call();
    }
}
