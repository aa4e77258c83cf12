package io.rooftile.calibration.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Limits, messages and the end of children, on scripts that misbehave. The time limits of the tests only keep a broken
/// build from hanging.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ToolRunTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(500);

    /// A child and a grandchild that would outlive the test, their ids in files.
    private static final String SPAWN =
            "sh -c 'sleep 300 & echo $! > grandchild.new; mv grandchild.new grandchild; wait' & echo $! > child;"
                    + " while [ ! -e grandchild ]; do sleep 0.01; done; ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ToolRun script(String body, Duration limit) throws IOException {
        return new ToolRun("fake", List.of(FakeTools.write(folder, "fake", body).toString(), "3", "5"), folder, limit);
    }

    private void assertAllDead() throws IOException {
        for (String name : List.of("child", "grandchild")) {
            long id = Long.parseLong(Files.readString(folder.resolve(name)).strip());
            Optional<ProcessHandle> handle = ProcessHandle.of(id);
            // A killed process is there for as long as nobody has taken note of its end.
            handle.ifPresent(process -> process.onExit().join());
            assertTrue(handle.isEmpty() || !handle.get().isAlive(), name);
        }
    }

    @Test
    void goodRun_givesBothStreams_argumentsAndFolder() throws IOException {
        ToolResult result =
                script("echo \"$1 $2\"; pwd; echo careful >&2", LONG).run();
        ToolResult.Ended ended = assertInstanceOf(ToolResult.Ended.class, result);
        assertEquals(0, ended.exitCode());
        assertEquals(
                List.of("3 5", folder.toRealPath().toString()), ended.output().out());
        assertEquals(List.of("careful"), ended.output().err());
    }

    @Test
    void failure_isOneLine_withToolCodeLastWordsAndHint() throws IOException {
        ToolRun run = script("echo one; echo; echo two; echo three; exit 7", LONG);
        ToolFailure failure = assertThrows(ToolFailure.class, () -> run.runOrFail("do better"));
        assertEquals("fake: ended with exit code 7 (last words: two | three); do better", failure.getMessage());
        assertEquals(List.of("one", "two", "three"), failure.details());
    }

    @Test
    void hangingTool_isStopped_withAllItsChildren() throws IOException {
        ToolRun run = script(SPAWN + "echo waiting; sleep 300", Duration.ofSeconds(2));
        ToolFailure failure = assertThrows(ToolFailure.class, () -> run.runOrFail("hint"));
        assertEquals(
                "fake: was stopped after its limit of 2 s (last words: waiting); give it more time or a smaller design",
                failure.getMessage());
        assertAllDead();
    }

    @Test
    void toolThatIgnoresSignals_isStopped() throws IOException {
        ToolResult result =
                script("trap '' TERM INT HUP; while :; do sleep 1; done", SHORT).run();
        assertInstanceOf(ToolResult.TimedOut.class, result);
    }

    @Test
    void failingTool_leavesNoChildren() throws IOException {
        // Without the pause the tool would be gone before anybody looked what it had started.
        ToolResult result = script(SPAWN + "sleep 1; exit 3", LONG).run();
        assertEquals(3, assertInstanceOf(ToolResult.Ended.class, result).exitCode());
        assertAllDead();
    }

    @Test
    void toolThatEndsWell_leavesNoChildren() throws IOException {
        ToolResult result = script(SPAWN + "sleep 1", LONG).run();
        assertEquals(0, assertInstanceOf(ToolResult.Ended.class, result).exitCode());
        assertAllDead();
    }

    @Test
    void endlessOutput_isStopped() throws IOException {
        ToolResult result = script("exec cat /dev/zero", LONG).run();
        assertEquals(
                ToolRun.LIMIT_BYTES,
                assertInstanceOf(ToolResult.Flooded.class, result).limitBytes());
    }

    @Test
    void garbage_isNoProblem() throws IOException {
        ToolResult result = script("printf '\\377\\000\\201\\nplain\\n'", LONG).run();
        assertEquals(List.of("plain"), result.output().out().subList(1, 2));
    }

    @Test
    void absentProgram_saysSo() {
        ToolRun run = new ToolRun("fake", List.of(folder.resolve("absent").toString()), folder, LONG);
        ToolFailure failure = assertThrows(ToolFailure.class, () -> run.runOrFail("hint"));
        assertTrue(failure.getMessage().startsWith("fake: could not be started ("), failure.getMessage());
        assertFalse(failure.getMessage().contains("\n"));
    }

    @Test
    void interruption_stopsTheTool() throws Exception {
        ToolRun run = script(SPAWN + "sleep 300", LONG);
        Thread thread = Thread.ofPlatform().start(() -> assertThrows(ToolFailure.class, () -> run.runOrFail("hint")));
        while (!Files.exists(folder.resolve("grandchild"))) {
            Thread.sleep(10);
        }
        thread.interrupt();
        thread.join();
        assertAllDead();
    }

    /// A JVM of its own that waits for a tool.
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            new ToolRun("fake", List.of(folder.resolve("fake").toString()), folder, LONG).run();
        }
    }

    @Test
    void endOfTheJvm_stopsTheTool() throws Exception {
        FakeTools.write(folder, "fake", SPAWN + "sleep 300");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        while (!Files.exists(folder.resolve("grandchild"))) {
            assertTrue(jvm.isAlive(), "the other JVM runs");
            Thread.sleep(10);
        }
        jvm.destroy();
        jvm.waitFor();
        assertAllDead();
    }
}
