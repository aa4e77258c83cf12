package io.rooftile.reports;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A file or folder that is there whole or not at all: it is made in a private folder beside its place, and
/// moved to its place when it is complete. Closing leaves nothing else behind, nor folders on the way that were
/// made for nothing.
public final class WholePath implements AutoCloseable {
    private final Path target;
    private final String option;
    /// Folders on the way to the target that were made for it, deepest first.
    private final List<Path> ownFolders;

    private final Path privateFolder;
    private boolean isComplete;

    private WholePath(Path target, String option, List<Path> ownFolders, Path privateFolder) {
        this.target = target;
        this.option = option;
        this.ownFolders = ownFolders;
        this.privateFolder = privateFolder;
    }

    /// Makes sure, before any long work, that a file can be written.
    ///
    /// @param option what the user named it with
    /// @throws UserInputException when something other than a file is there, or nothing can be written
    public static WholePath file(Path target, String option) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw wrong(target, "there is something other than a file, so it will not be overwritten", option);
        }
        return beside(target, option);
    }

    /// Makes sure, before any long work, that a folder can be written.
    ///
    /// @param index the file by which a former folder of the same kind is known, which may be replaced
    /// @throws UserInputException when something else is there, or nothing can be written
    public static WholePath folder(Path target, String index, String option) {
        if (Files.exists(target) && !Files.exists(target.resolve(index)) && !isEmptyFolder(target)) {
            throw wrong(target, "there is something without " + index + ", so it will not be overwritten", option);
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
            Path parent = target.getParent();
            if (parent == null) {
                throw wrong(path, "it cannot be written", option);
            }
            List<Path> missing = Stream.iterate(parent, Path::getParent)
                    .takeWhile(folder -> folder != null && !Files.exists(folder))
                    .toList();
            try {
                Files.createDirectories(parent);
                return new WholePath(target, option, missing, Files.createTempDirectory(parent, ".rooftile-"));
            } catch (IOException exception) {
                deleteEmpty(missing);
                throw exception;
            }
        } catch (IOException exception) {
            throw wrong(path, "it cannot be written (" + reason(exception) + ")", option);
        }
    }

    /// Deletes folders as far as nobody has put anything into them.
    ///
    /// @param deepestFirst each lies in the next
    private static void deleteEmpty(List<Path> deepestFirst) {
        for (Path folder : deepestFirst) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException _) {
                return;
            }
        }
    }

    private static UserInputException wrong(Path path, String what, String option) {
        return UserInputException.of(path.toString(), "", what, "give another " + option);
    }

    /// Where to make it; nothing is there yet.
    public Path fresh() {
        return privateFolder.resolve("fresh");
    }

    /// Moves what was made to its place, instead of what was there.
    ///
    /// @throws UserInputException when it cannot be moved; what was there is there still
    public void complete() {
        Path former = privateFolder.resolve("former");
        try {
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
            isComplete = true;
        } catch (IOException exception) {
            throw failure(exception);
        }
    }

    /// What to tell the user when writing failed.
    public UserInputException failure(IOException exception) {
        return UserInputException.of(
                target.toString(),
                "",
                "it could not be written (" + reason(exception) + ")",
                "make room or give another " + option);
    }

    /// What a user understands of an I/O failure: the class name carries the meaning where the message is only
    /// a path.
    static String reason(IOException exception) {
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
        try (Stream<Path> tree = Files.walk(privateFolder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        if (!isComplete) {
            deleteEmpty(ownFolders);
        }
    }
}
