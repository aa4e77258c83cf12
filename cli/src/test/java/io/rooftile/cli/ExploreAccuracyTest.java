package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                "--out",
                folder.resolve(run).toString());
        return run(Stream.concat(fixed.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void front_tradesBitsForAccuracy_andDoesNotDependOnThreads() throws IOException {
        String[] rows = {
            "--objectives", "accuracy,latency,lut",
            "--data", GESTURES + "/test_rows.csv",
            "--input-scale", "0.015625"
        };
        Answer answer = explore("one", "1", rows);
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
        assertEquals(0, explore("three", "3", rows).exitCode());
        assertEquals(csv, Files.readString(folder.resolve("three/front.csv")));
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
    void withoutRows_theRatioStandsIn_andTheOutputSaysSo() {
        Answer answer = explore("none", "2", "--objectives", "accuracy,lut");
        assertEquals(0, answer.exitCode(), answer.err());
        assertTrue(answer.out().contains("signal-to-quantisation-noise ratio"), answer.out());
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
