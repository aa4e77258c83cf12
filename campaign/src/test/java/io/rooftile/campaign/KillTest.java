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
    private static final long MINUTES = 10;
    private static final long PAUSE_MILLISECONDS = 20;

    /// About what a cell takes.
    private static final long LONGEST_PAUSE_MILLISECONDS = 700;

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
        assertTrue(started(file, "whole").waitFor(MINUTES, TimeUnit.MINUTES));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(KILLS);
        long recorded = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = started(file, "killed");
            // The first comes after a cell, the others also while the program starts.
            awaitCells(process, kill == 0 ? 1 : random.nextInt(3));
            boolean isOver = process.waitFor(random.nextLong(LONGEST_PAUSE_MILLISECONDS), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            long now = recorded();
            assertTrue(now >= recorded, "cells were lost: " + recorded + ", then " + now);
            recorded = now;
            if (isOver) {
                // The next ones are in a run from the start.
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
        try (var entries = Files.walk(folder.resolve("killed"))) {
            assertEquals(
                    0,
                    entries.filter(path -> path.getFileName().toString().startsWith(".rooftile-"))
                            .count());
        }
    }

    /// Waits until so many cells were recorded since the program's start, or it is over.
    private void awaitCells(Process process, int count) throws IOException, InterruptedException {
        while (process.isAlive()
                && Files.readAllLines(folder.resolve("killed.log")).size() < count) {
            process.waitFor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
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
