package io.rooftile.rtl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A tool that a test runs. It has a time limit, and neither it nor what it starts outlives the test.
///
/// @param exitCode 0 where the tool is content
/// @param output all that it printed
record ChildProcess(int exitCode, String output) {
    /// Skips the test where a tool is absent; where continuous integration runs (`CI=true`) that is a failure.
    static void require(String tool) {
        boolean isThere = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        String message = tool + " is not on the path";
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(isThere, message);
        }
        assumeTrue(isThere, message);
    }

    /// Runs a command to its end.
    ///
    /// @param folder where it runs
    /// @throws AssertionError when it takes longer than the limit
    static ChildProcess run(List<String> command, Path folder, Duration limit)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "output", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread killer = new Thread(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            boolean hasEnded = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            assertTrue(hasEnded, () -> command.getFirst() + " took more than " + limit);
            return new ChildProcess(process.exitValue(), Files.readString(log));
        } finally {
            kill(process);
            Runtime.getRuntime().removeShutdownHook(killer);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
