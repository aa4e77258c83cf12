package io.rooftile.campaign.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, with executors that are programs of their own.
final class LocalClusterTest {
    private static final long MINUTES = 5;
    private static final long PAUSE_MILLISECONDS = 20;
    private static final int CELLS = 12;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("some.yaml"), """
                models: [zoo:lenet5, zoo:squeezenet1.1@64x96]
                boards: [icebreaker, ulx3s-85f, pynq-z2]
                families: [overlay, dataflow]
                objectives: [latency, lut]
                effort: {evaluations: 150}
                best: {actions: [report]}
                """);
        // It asks for this folder, though the jars are on the class path.
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    }

    @Test
    void localCluster_evenWhenAnExecutorIsKilled_givesTheBytesOfTheEmbeddedRun() throws Exception {
        assertEquals(0, ended(started("embedded")), log("embedded"));
        assertEquals(0, ended(started("cluster", "--master", "local-cluster[2,1,1024]")), log("cluster"));
        assertEquals(results("embedded"), results("cluster"));
        assertTrue(Files.exists(folder.resolve("cluster/cells/lenet5-pynq-z2-dataflow/report.html")));

        Process disturbed = started("disturbed", "--master", "local-cluster[2,1,1024]");
        while (disturbed.isAlive() && cells() < 2) {
            disturbed.waitFor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
        // Of the program's children only they are Java.
        List<ProcessHandle> executors = disturbed
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
        assertEquals(2, executors.size(), log("disturbed"));
        executors.getFirst().destroyForcibly();
        assertTrue(cells() < CELLS - 2, "it was over when the executor was killed");
        assertEquals(0, ended(disturbed), log("disturbed"));
        assertEquals(results("embedded"), results("disturbed"));
    }

    /// That have ended.
    private long cells() throws IOException {
        return log("disturbed")
                .lines()
                .filter(line -> line.contains(" of " + CELLS + ": "))
                .count();
    }

    private Process started(String out, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.rooftile.cli.Rooftile",
                "campaign",
                file.toString(),
                "--out",
                folder.resolve(out).toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(out + ".log").toFile())
                .start();
    }

    private static int ended(Process process) throws InterruptedException {
        assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
        return process.exitValue();
    }

    private String log(String out) throws IOException {
        return Files.readString(folder.resolve(out + ".log"));
    }

    private String results(String out) throws IOException {
        return Files.readString(folder.resolve(out).resolve("results.csv"));
    }
}
