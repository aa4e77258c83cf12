package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rooftile explore` with accuracy as an objective.
final class ExploreAccuracyTest {
    private static final Path ROOT = Path.of(System.getProperty("rooftile.root", ".."));
    private static final String GESTURES = ROOT.resolve("examples/gestures").toString();
    private static final Pattern BITS = Pattern.compile("(weight_bits|activation_bits): (\\d+)");

    private static final String[] ROWS = {
        "--objectives", "accuracy,latency,lut",
        "--data", GESTURES + "/test_rows.csv",
        "--input-scale", "0.015625"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// What a command left on its streams.
    private record Answer(int exitCode, String out, String err) {}

    private static Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Answer(code, out.toString(), err.toString());
    }

    private Answer explore(String run, String threads, String... more) {
        List<String> fixed = List.of(
                "explore",
                GESTURES + "/frozen.pb",
                "--board",
                "pynq-z2",
                "--family",
                "dataflow",
                "--evaluations",
                "4000",
                "--threads",
                threads,
                "--cache",
                folder.resolve("cache").toString(),
                "--out",
                folder.resolve(run).toString());
        return run(Stream.concat(fixed.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void front_tradesBitsForAccuracy_andDoesNotDependOnThreads() throws IOException {
        Answer answer = explore("one", "1", ROWS);
        assertEquals(0, answer.exitCode(), answer.err());
        assertTrue(answer.out().contains("top1 on 200 rows of test_rows.csv"), answer.out());
        String csv = Files.readString(folder.resolve("one/front.csv"));
        List<String> lines = csv.lines().toList();
        int column = List.of(lines.getFirst().split(",", -1)).indexOf("accuracy");
        Set<Double> accuracies = new HashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            accuracies.add(Double.parseDouble(line.split(",", -1)[column]));
        }
        // Measured on 200 rows: each is a whole number of them.
        accuracies.forEach(accuracy -> assertEquals(Math.rint(200 * accuracy), 200 * accuracy, 1e-6));
        // Some designs save bits, others accuracy.
        assertTrue(accuracies.stream().anyMatch(accuracy -> accuracy > 0.95), accuracies.toString());
        assertTrue(accuracies.stream().anyMatch(accuracy -> accuracy < 0.95), accuracies.toString());
        assertTrue(assignments("one").size() >= 5, "too few assignments of bits");
        assertEquals(0, explore("three", "3", ROWS).exitCode());
        assertEquals(csv, Files.readString(folder.resolve("three/front.csv")));
    }

    @Test
    void secondRun_takesTheTableFromTheCache_andWritesTheSame() throws IOException {
        Answer first = explore("first", "2", ROWS);
        assertTrue(first.err().contains("measuring what fewer bits do"), first.err());
        Answer second = explore("second", "2", ROWS);
        assertTrue(second.err().contains("was measured before"), second.err());
        assertFalse(second.err().contains("measuring"), second.err());
        assertEquals(front("first"), front("second"));

        Path kept = onlyFile(folder.resolve("cache"));
        byte[] damaged = Files.readAllBytes(kept);
        damaged[damaged.length / 2]++;
        Files.write(kept, damaged);
        Answer third = explore("third", "2", ROWS);
        assertEquals(0, third.exitCode(), third.err());
        assertTrue(third.err().contains("is damaged"), third.err());
        assertTrue(third.err().contains("measuring"), third.err());
        assertEquals(front("first"), front("third"));
        assertEquals(kept, onlyFile(folder.resolve("cache")));
    }

    @Test
    void cacheThatCannotBeWritten_isNoObstacle() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file where a folder should be");
        Answer answer = explore("none", "2", ROWS);
        assertEquals(0, answer.exitCode(), answer.err());
        assertTrue(answer.err().contains("give another --cache"), answer.err());
    }

    private String front(String run) throws IOException {
        return Files.readString(folder.resolve(run).resolve("front.csv"));
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            return all.getFirst();
        }
    }

    /// What `estimate` measures of a design of the front, and of the same design with shifts.
    @Test
    void estimate_measuresTheAccuracyOfTheDesign_withItsRequantisation() throws IOException {
        assertEquals(0, explore("run", "2", ROWS).exitCode());
        List<String> lines = front("run").lines().toList();
        List<String> header = List.of(lines.getFirst().split(",", -1));
        int changed = 0;
        for (String line : lines.subList(1, Math.min(lines.size(), 13))) {
            String[] values = line.split(",", -1);
            Path design = folder.resolve("run/designs").resolve(values[0] + ".yaml");
            double accuracy = estimated(design);
            assertEquals(Double.parseDouble(values[header.indexOf("accuracy")]), accuracy, 1e-6, values[0]);
            Path shifts = folder.resolve("shifts.yaml");
            Files.writeString(
                    shifts, Files.readString(design).replace("requantisation: exact", "requantisation: power_of_two"));
            changed += estimated(shifts) == accuracy ? 0 : 1;
        }
        assertTrue(changed > 0, "shifts change the accuracy of some design");
    }

    private double estimated(Path design) throws IOException {
        Answer answer = run(Stream.concat(
                        Stream.of("estimate", GESTURES + "/frozen.pb", "--board", "pynq-z2", "--json"),
                        Stream.of(
                                "--design",
                                design.toString(),
                                "--data",
                                GESTURES + "/test_rows.csv",
                                "--input-scale",
                                "0.015625"))
                .toArray(String[]::new));
        JsonNode json = new ObjectMapper().readTree(answer.out());
        assertEquals("top1", json.get("metric").asText(), answer.err());
        assertEquals("MEASURED", json.get("basis").get("accuracy").asText());
        return json.get("accuracy").asDouble();
    }

    private Set<String> assignments(String run) throws IOException {
        Set<String> assignments = new HashSet<>();
        try (Stream<Path> designs = Files.list(folder.resolve(run).resolve("designs"))) {
            for (Path design : designs.toList()) {
                StringBuilder bits = new StringBuilder();
                BITS.matcher(Files.readString(design)).results().forEach(found -> bits.append(found.group(2))
                        .append(' '));
                assignments.add(bits.toString());
            }
        }
        return assignments;
    }

    @Test
    void withoutRows_theRatioStandsIn_andTheOutputAndTheRunFolderSaySo() throws IOException {
        Answer answer = explore("none", "2", "--objectives", "accuracy,lut");
        assertEquals(0, answer.exitCode(), answer.err());
        String note = "signal-to-quantisation-noise ratio (dB) on 256 random rows stands in for it";
        assertTrue(answer.out().contains(note), answer.out());
        Path run = folder.resolve("none");
        for (String file : List.of("manifest.json", "result.json")) {
            JsonNode accuracy = new ObjectMapper()
                    .readTree(Files.readString(run.resolve(file)))
                    .get("accuracy");
            assertTrue(accuracy.get("note").asText().contains(note), file);
            assertEquals("ASSUMED", accuracy.get("basis").asText(), file);
            assertFalse(accuracy.has("of_real"), file);
        }
        JsonNode design = new ObjectMapper()
                .readTree(Files.readString(run.resolve("result.json")))
                .get("designs")
                .get(0);
        assertEquals("ASSUMED", design.get("basis").get("accuracy").asText());
        assertTrue(Files.readString(run.resolve("report.html")).contains(note));
    }

    @Test
    void rowsWithoutTheObjective_areRefused() {
        Answer answer = explore("refused", "1", "--data", GESTURES + "/test_rows.csv");
        assertEquals(2, answer.exitCode());
        assertEquals(1, answer.err().lines().count(), answer.err());
        assertTrue(answer.err().contains("--objectives"), answer.err());
        assertFalse(Files.exists(folder.resolve("refused")));
    }

    @Test
    void modelThatIsQuantisedAlready_isRefused() throws IOException {
        Path model = folder.resolve("integer.tflite");
        Files.write(model, IntegerModel.tflite());
        Answer answer = run(
                "explore",
                model.toString(),
                "--board",
                "pynq-z2",
                "--objectives",
                "accuracy,lut",
                "--out",
                folder.resolve("integer").toString());
        assertEquals(2, answer.exitCode());
        assertTrue(answer.err().contains("quantised already"), answer.err());
    }
}
