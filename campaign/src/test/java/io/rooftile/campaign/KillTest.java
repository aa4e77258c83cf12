package io.rooftile.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a campaign (SIGKILL) at random moments until it is done. `-Drooftile.kills=20` kills it more often
/// than CI does.
final class KillTest {
    private static final int KILLS = Integer.getInteger("rooftile.kills", 4);
    private static final long MINUTES = 5;

    @TempDir
    private Path folder;

    @Test
    void killedAtRandomMoments_endsInTheBytesOfTheUndisturbedRun() throws Exception {
        Path file = folder.resolve("some.yaml");
        Files.writeString(file, """
                models: [zoo:lenet5, zoo:alexnet@96x128, zoo:squeezenet1.1@64x96]
                boards: [ulx3s-85f, pynq-z2]
                families: [overlay, dataflow]
                objectives: [[latency, lut]]
                seeds: [%s]
                effort: {evaluations: 150}
                best: {actions: [report]}
                """.formatted(KILLS > 4 ? "1, 2, 3, 4, 5, 6, 7, 8" : "1, 2"));
        long start = System.nanoTime();
        assertTrue(started(file, "whole").waitFor(MINUTES, TimeUnit.MINUTES));
        long wholeMilliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(KILLS);
        int kills = 0;
        int midway = 0;
        long recorded = 0;
        while (kills < KILLS) {
            Process process = started(file, "killed");
            // Moments from the start of the program to about the time that a few cells take.
            if (!process.waitFor(random.nextLong(wholeMilliseconds * 2 / 3), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
                long now = recorded();
                assertTrue(now >= recorded, "cells were lost: " + recorded + ", then " + now);
                midway += now > recorded ? 1 : 0;
                recorded = now;
            } else {
                // It was done before the last kill: the next ones are in a run from the start.
                assertEquals(0, process.exitValue());
                assertSameResults();
                delete(folder.resolve("killed"));
                recorded = 0;
            }
        }
        Process last = started(file, "killed");
        assertTrue(last.waitFor(MINUTES, TimeUnit.MINUTES));
        assertEquals(0, last.exitValue());
        assertSameResults();
        assertTrue(midway > 0, "no kill came after a cell was done");
        try (var entries = Files.walk(folder.resolve("killed"))) {
            assertEquals(
                    0,
                    entries.filter(path -> path.getFileName().toString().startsWith(".rooftile-"))
                            .count());
        }
    }

    private void assertSameResults() throws IOException {
        assertEquals(
                Files.readString(folder.resolve("whole/results.csv")),
                Files.readString(folder.resolve("killed/results.csv")));
    }

    private Process started(Path file, String out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledCampaign.class.getName(),
                        file.toString(),
                        folder.resolve(out).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(out + ".log").toFile())
                .start();
    }

    /// Cells in the database, each of them once; 0 while there is no table.
    private long recorded() throws SQLException {
        Path file = folder.resolve("killed").resolve(CampaignDatabase.FILE);
        if (!Files.exists(file)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            try (ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_master WHERE name = 'cell'")) {
                if (tables.getInt(1) == 0) {
                    return 0;
                }
            }
            try (ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
                assertEquals("ok", check.getString(1));
            }
            try (ResultSet cells = statement.executeQuery("SELECT count(*) FROM cell")) {
                return cells.getLong(1);
            }
        }
    }

    private static void delete(Path top) throws IOException {
        try (var tree = Files.walk(top)) {
            for (Path file : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
