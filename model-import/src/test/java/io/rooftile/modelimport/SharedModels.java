package io.rooftile.modelimport;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Trained models of others, which are not part of the project: tests on them say 'skipped' where they are
/// absent.
public final class SharedModels {
    private SharedModels() {}

    /// A file or folder under `models` of the shared folder; the test is skipped where there is none.
    public static Path file(String path) {
        Path file = folder().resolve("models").resolve(path);
        Assumptions.assumeTrue(Files.exists(file), () -> "not here: " + path);
        return file;
    }

    /// The shared folder, from the system property `rooftile.shared` or beside the project.
    public static Path folder() {
        String shared = System.getProperty("rooftile.shared", "");
        return shared.isEmpty() || shared.startsWith("${")
                ? Path.of(System.getProperty("rooftile.root", "."), "..", "shared")
                : Path.of(shared);
    }
}
