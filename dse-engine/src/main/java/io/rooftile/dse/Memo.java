package io.rooftile.dse;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/// Results that take long, each computed by the first thread that asks for it. Others that ask for the same one
/// wait for it; those that ask for another one do not, as they might in [ConcurrentMap#computeIfAbsent].
///
/// A search may run through more keys than there is memory for: when there are as many results as may be kept,
/// all are forgotten, to be computed again where somebody asks.
///
/// @param <K> what a result depends on
/// @param <V> the result
final class Memo<K, V> {
    private final Function<K, V> function;
    private final int most;
    private final ConcurrentMap<K, FutureTask<V>> tasks = new ConcurrentHashMap<>();

    /// @param function the same for equal keys; may be called by several threads at once
    /// @param most how many results are kept
    Memo(Function<K, V> function, int most) {
        this.function = function;
        this.most = most;
    }

    /// The result for a key. What computing it throws is thrown here, each time that it is asked for.
    V get(K key) {
        if (tasks.size() >= most && !tasks.containsKey(key)) {
            tasks.clear();
        }
        FutureTask<V> task = tasks.computeIfAbsent(key, of -> new FutureTask<>(() -> function.apply(of)));
        // Does nothing where it was run, or another thread runs it.
        task.run();
        try {
            return task.get();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another thread computes the same", exception);
        } catch (ExecutionException exception) {
            switch (exception.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(exception);
            }
        }
    }
}
