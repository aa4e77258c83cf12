package io.rooftile.modelimport.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which imports need TensorFlow's native runtime: run in a JVM of their own that does not have it.
class NativeLibraryTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("rooftile.root", "."), "examples", "digits")
            .toAbsolutePath();

    /// What the other JVM runs.
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(
                        Imports.imported(Path.of(arguments[0])).network().macs());
            } catch (io.rooftile.core.UserInputException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String runWithoutNativeLibrary(Path model) throws IOException, InterruptedException {
        String classpath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(".*tensorflow-core-native-[0-9.]+-.*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        assertTrue(
                classpath.length() < System.getProperty("java.class.path").length(),
                "the class path has no native jar");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavacpp.pathsFirst=false",
                        "-Dorg.bytedeco.javacpp.cacheLibraries=false",
                        "-cp",
                        classpath,
                        Main.class.getName(),
                        model.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void aFrozenGraphNeedsNone() throws IOException, InterruptedException {
        assertEquals("210720", runWithoutNativeLibrary(EXAMPLE.resolve("frozen.pb")));
    }

    @Test
    void variablesNeedItAndSaySo() throws IOException, InterruptedException {
        String output = runWithoutNativeLibrary(EXAMPLE.resolve("saved_model"));

        assertTrue(output.contains("runtime cannot be loaded"), output);
        assertTrue(output.contains("freeze the graph"), output);
    }
}
