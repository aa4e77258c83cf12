package io.rooftile.gui.task;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Runs work away from the window's thread and brings what came of it back there.
public interface TaskRunner {
    /// Runs one piece of work. Exactly one of the two is called, later, on the window's thread.
    ///
    /// @param done with the result
    /// @param failed with what the work threw
    <T> void run(Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

    /// Runs something on the window's thread: at once or later.
    void show(Runnable update);
}
