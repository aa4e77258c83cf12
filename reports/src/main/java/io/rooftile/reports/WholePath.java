package io.rooftile.reports;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A file or folder that is there whole or not at all: it is made in a private folder beside its place, or
/// beside the first folder on the way that is not there yet, and moved to its place when it is complete. Closing leaves
/// nothing else behind.
public final class WholePath implements AutoCloseable {
    private final Path target;
    private final String option;
    private final Workplace work;

    private WholePath(Path target, String option, Workplace work) {
        this.target = target;
        this.option = option;
        this.work = work;
    }

    /// A private folder.
    public interface Workplace extends AutoCloseable {
        Path path();

        /// Takes quick steps of which all are taken or none.
        void undisturbed(Steps steps) throws IOException;

        /// Deletes the folder and all in it.
        @Override
        void close();
    }

    /// Steps that write files.
    @FunctionalInterface
    public interface Steps {
        /// Takes them.
        void take() throws IOException;
    }

    /// Makes private folders.
    @FunctionalInterface
    public interface Workplaces {
        /// A new folder.
        ///
        /// @param parent where; it is there
        Workplace in(Path parent) throws IOException;
    }

    /// A folder that is only deleted when it is closed, also while the JVM ends: what is nearly done is finished.
    private record PlainWorkplace(Path path) implements Workplace {
        static Workplace in(Path parent) throws IOException {
            return new PlainWorkplace(Files.createTempDirectory(parent, ".rooftile-"));
        }

        @Override
        public void undisturbed(Steps steps) throws IOException {
            steps.take();
        }

        @Override
        public void close() {
            try (Stream<Path> tree = Files.walk(path)) {
                for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }

    /// Makes sure, before any long work, that a file can be written.
    ///
    /// @param option what the user named it with
    /// @throws UserInputException when something other than a file is there, or nothing can be written
    public static WholePath file(Path target, String option) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw wrong(target, "there is something other than a file, so it will not be overwritten", option);
        }
        return beside(target, option, PlainWorkplace::in);
    }

    /// Writes a short text file, instead of what was there.
    ///
    /// @throws UserInputException when it cannot be written
    public static void write(Path target, String option, String text) {
        try (WholePath file = file(target, option)) {
            try {
                Files.writeString(file.fresh(), text);
            } catch (IOException exception) {
                throw file.failure(exception);
            }
            file.complete();
        }
    }

    /// Makes sure, before any long work, that a folder can be written.
    ///
    /// @param index the file by which a former folder of the same kind is known, which may be replaced
    /// @throws UserInputException when something else is there, or nothing can be written
    public static WholePath folder(Path target, String index, String option) {
        return folder(target, index, option, PlainWorkplace::in);
    }

    /// Likewise, made in a workplace of the caller's.
    public static WholePath folder(Path target, String index, String option, Workplaces workplaces) {
        if (Files.exists(target) && !Files.exists(target.resolve(index)) && !isEmptyFolder(target)) {
            throw wrong(target, "there is something without " + index + ", so it will not be overwritten", option);
        }
        return beside(target, option, workplaces);
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        } catch (IOException _) {
            return false;
        }
    }

    private static WholePath beside(Path path, String option, Workplaces workplaces) {
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            throw wrong(path, "it is a link that leads nowhere", option);
        }
        try {
            // A link stays a link: what it leads to is replaced.
            Path target = Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
            Path there = target.getParent();
            while (there != null && Files.notExists(there)) {
                there = there.getParent();
            }
            if (there == null) {
                throw wrong(path, "it cannot be written", option);
            }
            return new WholePath(target, option, workplaces.in(there));
        } catch (IOException exception) {
            throw wrong(path, "it cannot be written (" + reason(exception) + ")", option);
        }
    }

    private static UserInputException wrong(Path path, String what, String option) {
        return UserInputException.of(path.toString(), "", what, "give another " + option);
    }

    /// Where to make it; nothing is there yet.
    public Path fresh() {
        return work.path().resolve("fresh");
    }

    /// Makes it a folder of texts.
    ///
    /// @param files by name
    /// @throws UserInputException when they cannot be written
    public void fill(Map<String, String> files) {
        try {
            Files.createDirectories(fresh());
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(fresh().resolve(file.getKey()), file.getValue());
            }
        } catch (IOException exception) {
            throw failure(exception);
        }
    }

    /// Adds a file to a folder of texts.
    ///
    /// @throws UserInputException when it cannot be written
    public void add(Path file, String name) {
        try {
            Files.copy(file, fresh().resolve(name));
        } catch (IOException exception) {
            throw failure(exception);
        }
    }

    /// Moves what was made to its place, instead of what was there.
    ///
    /// @throws UserInputException when it cannot be moved; what was there is there still
    public void complete() {
        Path former = work.path().resolve("former");
        try {
            work.undisturbed(() -> {
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                if (Files.exists(target)) {
                    Files.move(target, former);
                }
                try {
                    Files.move(fresh(), target);
                } catch (IOException exception) {
                    if (Files.exists(former)) {
                        Files.move(former, target);
                    }
                    throw exception;
                }
            });
        } catch (IOException exception) {
            throw failure(exception);
        }
    }

    /// What to tell the user when writing failed.
    public UserInputException failure(IOException exception) {
        return UserInputException.of(
                target.toString(),
                "",
                "it could not be written (" + exception.getMessage() + ")",
                "make room or give another " + option);
    }

    /// What a user understands of an I/O failure: the class name carries the meaning where the message is only
    /// a path.
    public static String reason(IOException exception) {
        String kind = exception.getClass().getSimpleName().replace("Exception", "");
        return switch (kind) {
            case "AccessDenied" -> "permission denied";
            case "NoSuchFile" -> "a folder on the way does not exist";
            case "FileAlreadyExists", "NotDirectory" -> "a file is in the way";
            case "FileSystem", "IO" -> String.valueOf(exception.getMessage());
            default -> kind + ": " + exception.getMessage();
        };
    }

    @Override
    public void close() {
        work.close();
    }
}
