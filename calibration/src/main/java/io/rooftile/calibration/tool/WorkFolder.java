package io.rooftile.calibration.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A folder of its own for what is not finished yet. It is gone when it is closed, and when the JVM ends before that:
/// whoever presses Ctrl-C finds no half-written files.
public final class WorkFolder implements AutoCloseable {
    /// Guards itself; no folder is made, and no [#undisturbed] step begins, while the JVM looks which there are to
    /// delete.
    private static final Set<WorkFolder> OPEN = new HashSet<>();

    private static boolean jvmEnds;

    /// A process that was just killed may have one more file in hand.
    private static final int DELETIONS = 100;

    private static final long PAUSE_MILLISECONDS = 10;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(WorkFolder::deleteAll, "delete unfinished files"));
        } catch (IllegalStateException _) {
            // Nobody asked for a folder before the JVM began to end.
            jvmEnds = true;
        }
    }

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /// Steps that write files.
    @FunctionalInterface
    public interface Steps {
        /// Takes them.
        void take() throws IOException;
    }

    /// A new folder.
    ///
    /// @param parent where; it must be there
    /// @param prefix how its name begins
    public static WorkFolder in(Path parent, String prefix) throws IOException {
        synchronized (OPEN) {
            if (jvmEnds) {
                throw ending();
            }
            WorkFolder folder = new WorkFolder(Files.createTempDirectory(parent, prefix));
            OPEN.add(folder);
            return folder;
        }
    }

    /// A new folder among the system's temporary files.
    ///
    /// @throws ToolFailure when there can be none
    public static WorkFolder temporary() {
        try {
            return in(Path.of(System.getProperty("java.io.tmpdir")), "rooftile-");
        } catch (IOException exception) {
            throw ToolFailure.of(
                    "temporary folder",
                    "nothing can be made there (" + exception.getMessage() + ")",
                    "make room or set the JVM option -Djava.io.tmpdir to another folder");
        }
    }

    private static void deleteAll() {
        synchronized (OPEN) {
            jvmEnds = true;
        }
        // What still runs would write on.
        ProcessTree.endAll();
        synchronized (OPEN) {
            OPEN.forEach(WorkFolder::delete);
        }
    }

    /// Whether processes are ended and folders deleted because the JVM ends: what fails from then on, fails for that.
    public static boolean isJvmEnding() {
        synchronized (OPEN) {
            return jvmEnds;
        }
    }

    private static IOException ending() {
        return new IOException("Rooftile is ending");
    }

    public Path path() {
        return path;
    }

    /// Takes quick steps, such as moving what was made to its place, of which all are taken or none: the folder is not
    /// deleted between them.
    public static void undisturbed(Steps steps) throws IOException {
        synchronized (OPEN) {
            if (jvmEnds) {
                throw ending();
            }
            steps.take();
        }
    }

    /// Deletes the folder and all in it.
    @Override
    public void close() {
        delete();
        synchronized (OPEN) {
            OPEN.remove(this);
        }
    }

    /// That something stays behind, because somebody else writes there, is no reason to fail.
    private void delete() {
        for (int i = 0; i < DELETIONS && !deleteOnce(); i++) {
            try {
                Thread.sleep(PAUSE_MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean deleteOnce() {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }
}
