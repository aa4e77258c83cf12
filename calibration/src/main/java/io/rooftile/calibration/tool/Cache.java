package io.rooftile.calibration.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/// A folder of files and folders that took long to make, each under the hash of what it depends on. Each is there whole
/// or not at all; several processes may share the folder; deleting it costs time only.
///
/// @param folder made when first needed
public record Cache(Path folder) {
    /// Makes a file or a folder.
    @FunctionalInterface
    public interface Maker {
        /// Makes it.
        ///
        /// @param workFolder an empty folder of its own, deleted afterwards
        /// @return what was made, within the work folder
        Path make(Path workFolder) throws IOException;
    }

    /// The user's cache: `ROOFTILE_CACHE`, else `rooftile` in `XDG_CACHE_HOME`, else `.cache/rooftile` in the
    /// home folder.
    ///
    /// @param environment the process's environment variables
    public static Cache of(Map<String, String> environment) {
        String own = environment.getOrDefault("ROOFTILE_CACHE", "");
        if (!own.isBlank()) {
            return new Cache(Path.of(own).toAbsolutePath());
        }
        String common = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The specification says to ignore a relative path. source: XDG Base Directory Specification 0.8
        Path caches = !common.isBlank() && Path.of(common).isAbsolute()
                ? Path.of(common)
                : Path.of(System.getProperty("user.home"), ".cache");
        return new Cache(caches.resolve("rooftile"));
    }

    /// What is under a name.
    ///
    /// @param kind a word for things of one sort, the name of their folder
    /// @param name unique for the content
    public Optional<Path> find(String kind, String name) {
        Path place = folder.resolve(kind).resolve(name);
        return Files.exists(place) ? Optional.of(place) : Optional.empty();
    }

    /// What is under a name, made first when there is nothing.
    public Path make(String kind, String name, Maker maker) {
        Optional<Path> found = find(kind, name);
        if (found.isPresent()) {
            return found.get();
        }
        try (WorkFolder work = workFolder()) {
            Path made = maker.make(work.path());
            Path place = Files.createDirectories(folder.resolve(kind)).resolve(name);
            try {
                Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException exception) {
                // Another process may have put the same content there meanwhile, which is as good.
                if (!Files.exists(place)) {
                    throw exception;
                }
            }
            return place;
        } catch (FileSystemException exception) {
            throw unusable(exception);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private WorkFolder workFolder() {
        try {
            return WorkFolder.in(Files.createDirectories(folder.resolve("work")), "");
        } catch (IOException exception) {
            throw unusable(exception);
        }
    }

    private ToolFailure unusable(IOException exception) {
        return ToolFailure.of(
                "cache " + folder,
                "it cannot be written (" + exception + ")",
                "make room or set ROOFTILE_CACHE to another folder");
    }
}
