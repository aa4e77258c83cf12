package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.gui.data.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window on a desktop's own platform, GTK, where a virtual display can be had: most other tests are without.
class RealWindowTest {
    private static final long MOST_SECONDS = 180;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void window_isSeenAndClickedOnARealDisplay() throws IOException, InterruptedException {
        try (VirtualDisplay display = VirtualDisplay.assumed()) {
            Path run = folder.resolve("run");
            var _ = Runs.digits(run, "ulx3s-85f");
            Path log = folder.resolve("log");
            Process window =
                    new Program(RealWindow.class, List.of(), List.of(run.toString()), Map.of()).on(display, log);
            try {
                boolean isOver = window.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
                String text = Files.readString(log);
                assertTrue(isOver, text);
                assertEquals(0, window.exitValue(), text);
                assertTrue(text.contains("seen and clicked"), text);
            } finally {
                window.destroyForcibly();
            }
        }
    }
}
