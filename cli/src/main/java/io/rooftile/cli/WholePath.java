package io.rooftile.cli;

import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A file or folder that is there whole or not at all: it is made in a private folder beside its place, or
/// beside the first folder on the way that is not there yet, and moved to
/// its place when it is complete. Closing leaves nothing else behind, and so does the end of the JVM.
final class WholePath implements AutoCloseable {
    private final Path target;
    private final String option;
    private final WorkFolder work;

    private WholePath(Path target, String option, WorkFolder work) {
        this.target = target;
        this.option = option;
        this.work = work;
    }

    /// Makes sure, before any long work, that a file can be written.
    ///
    /// @param option what the user named it with
    /// @throws UserInputException when something other than a file is there, or nothing can be written
    static WholePath file(Path target, String option) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw wrong(target, "there is something other than a file, so it will not be replaced", option);
        }
        return beside(target, option);
    }

    /// Makes sure, before any long work, that a folder can be written.
    ///
    /// @param index the file by which a former folder of the same kind is known, which may be replaced
    /// @throws UserInputException when something else is there, or nothing can be written
    static WholePath folder(Path target, String index, String option) {
        if (Files.exists(target) && !Files.exists(target.resolve(index)) && !isEmptyFolder(target)) {
            throw wrong(target, "there is something without " + index + ", so it will not be replaced", option);
        }
        return beside(target, option);
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

    private static WholePath beside(Path path, String option) {
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
            return new WholePath(target, option, WorkFolder.in(there, ".rooftile-"));
        } catch (IOException exception) {
            throw wrong(path, "it cannot be written (" + exception.getClass().getSimpleName() + ")", option);
        }
    }

    private static UserInputException wrong(Path path, String what, String option) {
        return UserInputException.of(path.toString(), "", what, "give another " + option);
    }

    /// Where to make it; nothing is there yet.
    Path fresh() {
        return work.path().resolve("fresh");
    }

    /// Makes it a folder of texts.
    ///
    /// @param files by name
    /// @throws UserInputException when they cannot be written
    void fill(Map<String, String> files) {
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
    void add(Path file, String name) {
        try {
            Files.copy(file, fresh().resolve(name));
        } catch (IOException exception) {
            throw failure(exception);
        }
    }

    /// Moves what was made to its place, instead of what was there.
    ///
    /// @throws UserInputException when it cannot be moved; what was there is there still
    void complete() {
        Path former = work.path().resolve("former");
        try {
            WorkFolder.undisturbed(() -> {
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
    UserInputException failure(IOException exception) {
        return UserInputException.of(
                target.toString(),
                "",
                "it could not be written (" + exception.getMessage() + ")",
                "make room or give another " + option);
    }

    @Override
    public void close() {
        work.close();
    }
}
