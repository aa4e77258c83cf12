package io.rooftile.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rooftile.gui.data.Runs;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window on a desktop's own platform, GTK, where a virtual display can be had: all other tests are without.
class RealWindowTest {
    private static final long MOST_SECONDS = 180;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static boolean isOnPath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    private static boolean isGtkThere() {
        return Stream.of("/lib", "/usr/lib")
                .flatMap(place -> Stream.of(place + "64", place + "/x86_64-linux-gnu", place + "/aarch64-linux-gnu"))
                .anyMatch(place -> Files.exists(Path.of(place, "libgtk-3.so.0")));
    }

    @Test
    void window_isSeenAndClickedOnARealDisplay() throws IOException, InterruptedException {
        assumeTrue(isOnPath("Xvfb"), "Xvfb is not there");
        assumeTrue(isGtkThere(), "GTK 3 is not there");
        Path run = folder.resolve("run");
        var _ = Runs.digits(run, "ulx3s-85f");
        Process display = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader answer = display.inputReader()) {
            String number = answer.readLine();
            assumeTrue(number != null && !number.isBlank(), "Xvfb does not start");
            Path log = folder.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-Dglass.platform=gtk",
                            "-Dprism.order=sw",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            RealWindow.class.getName(),
                            run.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("DISPLAY", ":" + number.strip());
            Process window = builder.start();
            try {
                boolean isOver = window.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
                String text = Files.readString(log);
                assertTrue(isOver, text);
                assertEquals(0, window.exitValue(), text);
                assertTrue(text.contains("seen and clicked"), text);
            } finally {
                window.destroyForcibly();
            }
        } finally {
            display.destroy();
        }
    }
}
