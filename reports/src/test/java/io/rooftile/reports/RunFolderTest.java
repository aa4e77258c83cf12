package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.core.UserInputException;
import io.rooftile.dse.Exploration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Exploration EXPLORATION = Explorations.both(Explorations.network("net", 3), 4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path parent;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(Path folder, Exploration exploration) {
        RunFolder.write(folder, exploration, Explorations.manifest("a.tflite"));
    }

    @Test
    void holdsEveryFileAndNothingStaysBesideIt() throws IOException {
        Path run = parent.resolve("deep/er/run");
        write(run, EXPLORATION);
        assertEquals(List.of("designs", "front.csv", "manifest.json", "report.html", "result.json"), names(run));
        assertEquals(
                EXPLORATION.familyFronts().size(), names(run.resolve("designs")).size());
        assertEquals(List.of("run"), names(parent.resolve("deep/er")));
        assertEquals(Explorations.overlay(), DesignYaml.read(run.resolve("designs/overlay-002.yaml")));
    }

    @Test
    void manifestSaysWhatToRepeat() throws IOException {
        Path run = parent.resolve("run");
        write(run, EXPLORATION);
        JsonNode manifest =
                new ObjectMapper().readTree(run.resolve("manifest.json").toFile());
        assertEquals("a.tflite", manifest.get("model").asText());
        assertEquals("00ff", manifest.get("model_sha256").asText());
        assertEquals(7, manifest.get("seed").asLong());
        assertEquals("test-board", manifest.get("board").asText());
        assertEquals("theory-0000", manifest.get("coefficient_set").asText());
        assertEquals("2026-01-02T03:04:05Z", manifest.get("start").asText());
        assertEquals("explore", manifest.get("command_line").get(0).asText());
        assertTrue(manifest.has("version") && manifest.has("end") && manifest.has("tools"));
    }

    @Test
    void manifestAndResultSayWhatAccuracyIs() throws IOException {
        Path run = parent.resolve("run");
        write(run, Explorations.accurate(Explorations.network("net", 3), 4));
        ObjectMapper mapper = new ObjectMapper();
        JsonNode accuracy =
                mapper.readTree(run.resolve("manifest.json").toFile()).get("accuracy");
        assertEquals(mapper.readTree("""
                        {"metric": "top1", "unit": "fraction", "basis": "MEASURED", "of_real": 0.975,
                         "note": "top1 on 40 rows of a.csv"}"""), accuracy);
        assertEquals(
                accuracy, mapper.readTree(run.resolve("result.json").toFile()).get("accuracy"));
        assertTrue(Files.readString(run.resolve("report.html")).contains("Top1 on 40 rows of a.csv."));
    }

    @Test
    void replacesAFormerRunWhole() throws IOException {
        Path run = parent.resolve("run");
        write(run, EXPLORATION);
        write(run, Explorations.overlayOnly(Explorations.network("net", 3)));
        assertEquals(List.of("overlay-001.yaml"), names(run.resolve("designs")));
        assertEquals(List.of("run"), names(parent));
    }

    @Test
    void takesAnEmptyFolder() throws IOException {
        Path run = Files.createDirectory(parent.resolve("run"));
        write(run, EXPLORATION);
        assertTrue(Files.exists(run.resolve("front.csv")));
    }

    @Test
    void refusesAFolderThatIsNoRun() throws IOException {
        Path foreign = Files.createDirectory(parent.resolve("thesis"));
        Files.writeString(foreign.resolve("chapter1.txt"), "years of work");
        UserInputException refusal = assertThrows(UserInputException.class, () -> write(foreign, EXPLORATION));
        assertTrue(String.valueOf(refusal.getMessage()).contains("will not be overwritten"));
        assertEquals(List.of("chapter1.txt"), names(foreign));
        assertEquals(List.of("thesis"), names(parent));
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "text");
        assertThrows(UserInputException.class, () -> RunFolder.check(file));
        assertThrows(UserInputException.class, () -> RunFolder.check(file.resolve("run")));
        assertEquals("text", Files.readString(file));
    }

    @Test
    void refusesWhatCannotBeWritten() {
        Path unwritable = Path.of("/proc/rooftile/run");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc")), "no /proc here");
        UserInputException refusal = assertThrows(UserInputException.class, () -> RunFolder.check(unwritable));
        assertTrue(String.valueOf(refusal.getMessage()).contains("/proc/rooftile/run"));
        assertFalse(String.valueOf(refusal.getMessage()).contains("\n"));
    }

    @Test
    void checkLeavesNothingBehind() throws IOException {
        RunFolder.check(parent.resolve("run"));
        assertEquals(List.of(), names(parent));
    }

    @Test
    void sameExplorationGivesTheSameFiles() throws IOException {
        write(parent.resolve("a"), EXPLORATION);
        write(parent.resolve("b"), EXPLORATION);
        for (String name : List.of("front.csv", "result.json", "report.html", "designs/dataflow-001.yaml")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            parent.resolve("a").resolve(name),
                            parent.resolve("b").resolve(name)),
                    name);
        }
    }
}
