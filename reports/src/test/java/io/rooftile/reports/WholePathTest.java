package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholePathTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private List<String> all() throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsNotCompleted_leavesNoFolderBehind() throws IOException {
        Files.createDirectory(root.resolve("mine"));
        try (WholePath whole = WholePath.file(root.resolve("mine/a/b/file"), "--out")) {
            Files.writeString(whole.fresh(), "half of it");
            assertFalse(Files.exists(root.resolve("mine/a")));
        }
        assertEquals(List.of("mine"), all());
    }

    @Test
    void whatIsCompleted_staysWithItsFolders() throws IOException {
        try (WholePath whole = WholePath.folder(root.resolve("a/run"), "index", "--out")) {
            Files.createDirectory(whole.fresh());
            whole.complete();
        }
        assertEquals(List.of("a", "a/run"), all());
    }

    /// The first one made the folder that the second one's output is in.
    @Test
    void foldersThatOthersUse_stay() throws IOException {
        try (WholePath failing = WholePath.file(root.resolve("a/b/one"), "--out");
                WholePath whole = WholePath.file(root.resolve("a/two"), "--out")) {
            Files.writeString(whole.fresh(), "text");
            whole.complete();
            assertFalse(Files.exists(failing.fresh()));
        }
        assertEquals(List.of("a", "a/two"), all());
    }

    @Test
    void formerOutput_staysWhereTheNewOneFails() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "former");
        try (WholePath whole = WholePath.file(file, "--out")) {
            assertThrows(UserInputException.class, whole::complete);
        }
        assertEquals("former", Files.readString(file));
        assertEquals(List.of("file"), all());
    }
}
