package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.gui.data.Runs;
import io.rooftile.reports.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is told to end by the system, SIGTERM, while it searches and has a command run.
class TerminationTest {
    private static final String WORKING = BusyWindow.WORKING + System.lineSeparator();
    private static final long MOST_SECONDS = 180;
    /// Exit code of a program that a signal ended: 128 and the number of SIGTERM.
    private static final int TERMINATED = 143;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Program program;

    @BeforeEach
    void prepare() throws IOException {
        Path launcher = Files.writeString(
                folder.resolve("launcher"), "#!/bin/sh\necho $$ >'" + folder.resolve("tool") + "'\nexec sleep 600\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path run = folder.resolve("run");
        var _ = Runs.digits(run, "ulx3s-85f");
        program = new Program(
                BusyWindow.class,
                List.of(
                        "-Drooftile.launcher=" + launcher,
                        "-Drooftile.root=" + System.getProperty("rooftile.root", "..")),
                List.of(run.toString(), folder.resolve("searched").toString()),
                Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString()));
    }

    @Test
    void headless_keepsTheSearchAndLeavesNoProcess() throws Exception {
        assertEndsWell(program.headless(folder.resolve("log")));
    }

    @Test
    void onADesktop_keepsTheSearchAndLeavesNoProcess() throws Exception {
        try (VirtualDisplay display = VirtualDisplay.assumed()) {
            assertEndsWell(program.on(display, folder.resolve("log")));
        }
    }

    private void assertEndsWell(Process window) throws Exception {
        Path log = folder.resolve("log");
        try {
            for (int second = 0; second < MOST_SECONDS && !Files.readString(log).endsWith(WORKING); second++) {
                assertTrue(window.isAlive(), Files.readString(log));
                Thread.sleep(1000);
            }
            assertTrue(Files.readString(log).endsWith(WORKING), Files.readString(log));
            ProcessHandle tool = ProcessHandle.of(Long.parseLong(
                            Files.readString(folder.resolve("tool")).strip()))
                    .orElseThrow();
            List<ProcessHandle> all = window.descendants().toList();
            assertTrue(all.contains(tool), all.toString());

            window.destroy();
            assertTrue(window.waitFor(MOST_SECONDS, TimeUnit.SECONDS));
            assertEquals(TERMINATED, window.exitValue());
            // What went wrong on the way would be written below: a stack trace, above all.
            assertTrue(Files.readString(log).endsWith(WORKING), Files.readString(log));
            for (ProcessHandle one : all) {
                one.onExit().get(MOST_SECONDS, TimeUnit.SECONDS);
            }
            assertFalse(StoredRun.read(folder.resolve("searched")).designs().isEmpty());
        } finally {
            window.destroyForcibly();
        }
    }
}
