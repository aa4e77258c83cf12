package io.rooftile.calibration.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept, where, and what is left when making it fails.
final class CacheTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void folder_isTheFirstThatTheUserNames() {
        assertEquals(
                Path.of("/own"),
                Cache.of(Map.of("ROOFTILE_CACHE", "/own", "XDG_CACHE_HOME", "/xdg"))
                        .folder());
        assertEquals(
                Path.of("/xdg/rooftile"),
                Cache.of(Map.of("XDG_CACHE_HOME", "/xdg")).folder());
        assertEquals(
                Path.of("/xdg/rooftile"),
                Cache.of(Map.of("ROOFTILE_CACHE", "", "XDG_CACHE_HOME", "/xdg")).folder());
        assertEquals(
                Path.of("mine").toAbsolutePath(),
                Cache.of(Map.of("ROOFTILE_CACHE", "mine")).folder());
        Path home = Path.of(System.getProperty("user.home"));
        assertEquals(home.resolve(".cache/rooftile"), Cache.of(Map.of()).folder());
        assertEquals(
                home.resolve(".cache/rooftile"),
                Cache.of(Map.of("XDG_CACHE_HOME", "relative")).folder());
    }

    @Test
    void file_isMadeOnce() throws IOException {
        Cache cache = new Cache(folder);
        AtomicInteger made = new AtomicInteger();
        Cache.Maker maker = work -> {
            made.incrementAndGet();
            Files.writeString(work.resolve("scrap"), "scrap");
            return Files.writeString(work.resolve("result"), "content");
        };
        Path first = cache.make("kind", "name", maker);
        assertEquals(first, cache.make("kind", "name", maker));
        assertEquals("content", Files.readString(first));
        assertEquals(1, made.get());
        assertNothingUnfinished();
    }

    @Test
    void failedMaking_leavesNothing() throws IOException {
        Cache cache = new Cache(folder);
        assertThrows(
                ToolFailure.class,
                () -> cache.make("kind", "name", work -> {
                    Files.writeString(work.resolve("result"), "half of the cont");
                    throw ToolFailure.of("fake", "failed", "hint");
                }));
        assertTrue(Files.notExists(folder.resolve("kind").resolve("name")));
        assertNothingUnfinished();
    }

    @Test
    void unwritableFolder_isOneLineThatSaysWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Cache cache = new Cache(file);
        ToolFailure failure =
                assertThrows(ToolFailure.class, () -> cache.make("kind", "name", work -> work.resolve("result")));
        assertTrue(failure.getMessage().contains("ROOFTILE_CACHE"), failure.getMessage());
    }

    @Test
    void key_changesWithEveryWordNameAndByte() throws IOException {
        Files.writeString(folder.resolve("a"), "content");
        Files.writeString(folder.resolve("b"), "content");
        Files.writeString(folder.resolve("c"), "contenu");
        String key = new ContentKey("kind").text("ab").file(folder, "a").hex();
        assertEquals(key, new ContentKey("kind").text("ab").file(folder, "a").hex());
        assertNotEquals(key, new ContentKey("kind").text("ac").file(folder, "a").hex());
        assertNotEquals(key, new ContentKey("kinda").text("b").file(folder, "a").hex());
        assertNotEquals(key, new ContentKey("kind").text("ab").file(folder, "b").hex());
        assertNotEquals(
                new ContentKey("kind").file(folder, "a").hex(),
                new ContentKey("kind").file(folder, "c").hex());
    }

    private void assertNothingUnfinished() throws IOException {
        try (Stream<Path> work = Files.list(folder.resolve("work"))) {
            assertEquals(0, work.count());
        }
    }
}
