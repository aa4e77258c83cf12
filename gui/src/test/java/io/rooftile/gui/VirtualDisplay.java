package io.rooftile.gui;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A display without a screen, for windows on a desktop's own platform.
///
/// @param name as `DISPLAY` has it
record VirtualDisplay(Process server, String name) implements AutoCloseable {
    /// Opens one; a test is skipped where that cannot be.
    static VirtualDisplay assumed() throws IOException {
        assumeTrue(isOnPath("Xvfb"), "Xvfb is not there");
        assumeTrue(isGtkThere(), "GTK 3 is not there");
        Process server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String number = server.inputReader().readLine();
        assumeTrue(number != null && !number.isBlank(), "Xvfb does not start");
        return new VirtualDisplay(server, ":" + number.strip());
    }

    private static boolean isOnPath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    private static boolean isGtkThere() {
        return Stream.of("/lib", "/usr/lib")
                .flatMap(place -> Stream.of(place + "64", place + "/x86_64-linux-gnu", place + "/aarch64-linux-gnu"))
                .anyMatch(place -> Files.exists(Path.of(place, "libgtk-3.so.0")));
    }

    @Override
    public void close() {
        server.destroy();
    }
}
