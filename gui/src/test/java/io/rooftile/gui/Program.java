package io.rooftile.gui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A main program of these tests, started as a process of its own.
///
/// @param options of the JVM
/// @param environment beside that of the tests
record Program(Class<?> main, List<String> options, List<String> arguments, Map<String, String> environment) {
    Process headless(Path log) throws IOException {
        return start("Headless", Map.of(), log);
    }

    Process on(VirtualDisplay display, Path log) throws IOException {
        return start("gtk", Map.of("DISPLAY", display.name()), log);
    }

    private Process start(String platform, Map<String, String> display, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dglass.platform=" + platform,
                "-Dprism.order=sw",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().putAll(display);
        return builder.start();
    }
}
