package io.rooftile.calibration.tool;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// A process and everything it starts. None of them outlives [#close()], or the JVM: [WorkFolder], which keeps what
/// they write, ends them before it deletes that.
///
/// A process whose parent ended is nobody's descendant any more, so the tree has to be looked at while it grows:
/// whoever waits calls [#look()] now and then.
final class ProcessTree implements AutoCloseable {
    /// Guards itself; no process starts while the JVM looks which there are to end.
    private static final Set<ProcessTree> OPEN = new HashSet<>();

    private static boolean jvmEnds;

    private final Process root;
    private final Set<ProcessHandle> seen = new HashSet<>();

    private ProcessTree(Process root) {
        this.root = root;
    }

    static ProcessTree start(ProcessBuilder builder) throws IOException {
        synchronized (OPEN) {
            if (jvmEnds) {
                throw new IOException("Rooftile is ending");
            }
            ProcessTree tree = new ProcessTree(builder.start());
            OPEN.add(tree);
            return tree;
        }
    }

    /// Ends all processes of all trees; none starts any more.
    static void endAll() {
        synchronized (OPEN) {
            jvmEnds = true;
            OPEN.forEach(ProcessTree::kill);
        }
    }

    Process root() {
        return root;
    }

    /// Remembers the descendants that there are now.
    synchronized void look() {
        seen.removeIf(handle -> !handle.isAlive());
        root.descendants().forEach(seen::add);
    }

    private synchronized void kill() {
        look();
        // A process that is told to end first can start no more; what it started meanwhile is found from its children.
        root.destroyForcibly();
        Set<ProcessHandle> alive = new HashSet<>(seen);
        while (!alive.isEmpty()) {
            Set<ProcessHandle> younger = new HashSet<>();
            for (ProcessHandle handle : alive) {
                handle.descendants().forEach(younger::add);
                handle.destroyForcibly();
            }
            younger.removeAll(alive);
            alive = younger;
        }
    }

    /// Ends all that are still alive.
    @Override
    public void close() {
        kill();
        synchronized (OPEN) {
            OPEN.remove(this);
        }
    }
}
