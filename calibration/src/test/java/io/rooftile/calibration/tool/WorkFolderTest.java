package io.rooftile.calibration.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is left of unfinished work.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class WorkFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Test
    void closing_deletesAllThatIsInIt_andNothingBesides() throws IOException {
        Path besides = Files.writeString(folder.resolve("besides"), "stays");
        Path outside = Files.createTempDirectory(folder, "outside");
        try (WorkFolder work = WorkFolder.in(folder, "work-")) {
            Path deep = Files.createDirectories(work.path().resolve("a/b"));
            Files.writeString(deep.resolve("file"), "goes");
            Files.createSymbolicLink(deep.resolve("link"), outside);
            assertEquals(3, left().size());
        }
        assertEquals(List.of(besides, outside), left().stream().sorted().toList());
    }

    /// A JVM of its own that no tool runs in.
    static final class Unfinished {
        private Unfinished() {}

        public static void main(String[] arguments) throws Exception {
            Path path = WorkFolder.in(Path.of(arguments[0]), "work-").path();
            Files.writeString(path.resolve("file"), "goes");
            Thread.sleep(600_000);
        }
    }

    @Test
    void endOfTheJvm_deletesIt() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unfinished.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        while (left().isEmpty() || Files.notExists(left().getFirst().resolve("file"))) {
            assertTrue(jvm.isAlive(), "the other JVM runs");
            Thread.sleep(10);
        }
        jvm.destroy();
        jvm.waitFor();
        assertEquals(List.of(), left());
    }
}
