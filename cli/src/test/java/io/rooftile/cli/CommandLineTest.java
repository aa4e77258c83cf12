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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// The commands as a user types them, on the example models of this repository.
final class CommandLineTest {
    private static final Path ROOT = Path.of(System.getProperty("rooftile.root", ".."));
    private static final String DIGITS =
            ROOT.resolve("examples/digits/frozen.pb").toString();
    private static final String GESTURES =
            ROOT.resolve("examples/gestures/frozen.pb").toString();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// What a command left on its streams.
    private record Answer(int exitCode, String out, String err) {}

    private static Answer run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Rooftile.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Answer(commandLine.execute(arguments), out.toString(), err.toString());
    }

    @Test
    void import_ofFrozenDigits_countsAsDerivedByHand() throws IOException {
        Answer answer = run("import", DIGITS, "--json");
        assertEquals(0, answer.exitCode(), answer.err());
        JsonNode json = new ObjectMapper().readTree(answer.out());
        // 28x20 positions x 9 taps x 8 channels, 14x10 x 9 x 8 x 16, 7x5x16 x 16, 16 x 10.
        assertEquals(
                28 * 20 * 9 * 8 + 14 * 10 * 9 * 8 * 16 + 560 * 16 + 160,
                json.get("macs").asLong());
        // Weights and biases of the same layers.
        assertEquals(
                72 + 8 + 1152 + 16 + 8960 + 16 + 160 + 10,
                json.get("parameters").asLong());
        assertEquals("[1,28,20,1]", json.get("inputs").get(0).get("shape").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "1x28xx1,     'is no shape'",
        "in=0x2,      'is no shape'",
        "no=1x2,      'which is no input'",
        "1x29x20x1,   'the file declares it with'",
    })
    void import_withAShapeThatDoesNotFit_saysSo(String shape, String what) {
        Answer answer = run("import", DIGITS, "--input-shape", shape);
        assertEquals(2, answer.exitCode());
        assertTrue(answer.err().contains(what), answer.err());
    }

    @Test
    void import_ofSavedModelAndFrozenGraph_givesTheSameLayers() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode frozen = mapper.readTree(run("import", DIGITS, "--json").out());
        String folderName = ROOT.resolve("examples/digits/saved_model").toString();
        JsonNode saved = mapper.readTree(run("import", folderName, "--json").out());
        assertEquals(frozen.get("layers").size(), saved.get("layers").size());
        for (int i = 0; i < frozen.get("layers").size(); i++) {
            for (String field : List.of("type", "macs", "parameters", "output_shape")) {
                assertEquals(
                        frozen.get("layers").get(i).get(field),
                        saved.get("layers").get(i).get(field),
                        field);
            }
        }
    }

    @Test
    void explore_leavesAWholeRunFolder_whoseDesignsEstimateAlike() throws IOException {
        Path out = folder.resolve("run");
        Answer answer =
                run("explore", GESTURES, "--board", "ulx3s-85f", "--evaluations", "2000", "--out", out.toString());
        assertEquals(0, answer.exitCode(), answer.err());
        List<String> rows = Files.readAllLines(out.resolve("front.csv"));
        assertTrue(rows.size() > 2, "the front has designs");
        assertTrue(rows.getFirst().startsWith("design,family,latency_cycles,latency_ms,"));
        for (String file : List.of("manifest.json", "result.json", "report.html")) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        String[] first = rows.get(1).split(",", -1);
        String design = out.resolve("designs").resolve(first[0] + ".yaml").toString();
        Answer estimate = run("estimate", GESTURES, "--board", "ulx3s-85f", "--design", design, "--json");
        assertEquals(0, estimate.exitCode(), estimate.err());
        JsonNode json = new ObjectMapper().readTree(estimate.out());
        assertEquals(first[2], json.get("latency_cycles").asText());
        assertEquals(first[6], json.get("lut").asText());
    }

    @Test
    void explore_withOneThreadOrEight_givesTheSameBytes() throws IOException {
        for (String threads : List.of("1", "8")) {
            Answer answer = run(
                    "explore",
                    GESTURES,
                    "--board",
                    "pynq-z2",
                    "--evaluations",
                    "1500",
                    "--seed",
                    "7",
                    "--threads",
                    threads,
                    "--out",
                    folder.resolve(threads).toString());
            assertEquals(0, answer.exitCode(), answer.err());
        }
        for (String file : List.of("front.csv", "result.json", "report.html")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("1").resolve(file),
                            folder.resolve("8").resolve(file)),
                    file);
        }
    }

    @Test
    void explore_whereNothingFits_saysWhyAndExitsWithOne() {
        Answer answer = run(
                "explore",
                "zoo:vgg16",
                "--board",
                "icebreaker",
                "--evaluations",
                "200",
                "--out",
                folder.resolve("run").toString());
        assertEquals(1, answer.exitCode(), answer.err());
        assertTrue(answer.out().contains("overlay: no feasible design"), answer.out());
        assertTrue(answer.out().contains("dataflow: no feasible design"), answer.out());
        assertTrue(answer.out().contains("needs "), answer.out());
    }

    /// Arguments, and a word that the message must hold.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explore MODEL --board no-such-board | no-such-board",
                "explore MODEL --board FOLDER/absent.yaml | absent.yaml",
                "explore FOLDER/absent.tflite --board pynq-z2 | absent.tflite",
                "explore zoo:resnet51 --board pynq-z2 | resnet51",
                "explore MODEL --board pynq-z2 --objectives latency,speed | speed",
                "explore MODEL --board pynq-z2 --objectives latency | --objectives",
                "explore MODEL --board pynq-z2 --seconds 0 | --seconds",
                "explore MODEL --board pynq-z2 --weight-bits 1 | --weight-bits",
                "explore MODEL --board pynq-z2 --limit lut=2 | --limit",
                "explore MODEL --board pynq-z2 --limit cells=0.5 | cells",
                "explore MODEL --board pynq-z2 --out MODEL | --out",
                "explore MODEL --board pynq-z2 --family systolic | systolic",
                "explore MODEL | --board",
                "estimate MODEL --board pynq-z2 --design FOLDER/absent.yaml | absent.yaml",
                "estimate MODEL --board pynq-z2 --design MODEL | frozen.pb",
                "parts no-such-part | no-such-part",
                "frobnicate | frobnicate"
            })
    void badArguments_areOneLineAndExitTwo(String arguments, String word) {
        String[] typed = arguments
                .replace("MODEL", DIGITS)
                .replace("FOLDER", folder.toString())
                .trim()
                .split(" +");
        Answer answer = run(typed);
        assertOneLine(answer, word.trim());
    }

    private static void assertOneLine(Answer answer, String word) {
        assertEquals(2, answer.exitCode(), answer.err());
        assertTrue(answer.err().startsWith("rooftile: "), answer.err());
        assertTrue(answer.err().contains(word), answer.err());
        assertFalse(answer.err().contains("\tat "), answer.err());
        assertEquals(1, answer.err().strip().lines().count(), answer.err());
    }

    static Stream<String> endings() {
        return Stream.of(".tflite", ".h5", ".hdf5", ".keras", ".json", ".pb", ".pbtxt", ".onnx", "");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void emptyAndGarbageFiles_ofEveryEnding_areOneLineAndExitTwo(String ending) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty" + ending));
        assertOneLine(run("import", empty.toString()), "empty" + ending);
        Path garbage = Files.writeString(folder.resolve("garbage" + ending), "This is not a model.\u0000\u0001\u0002");
        assertOneLine(run("import", garbage.toString()), "garbage" + ending);
        Path out = folder.resolve("run");
        assertOneLine(
                run("explore", garbage.toString(), "--board", "pynq-z2", "--out", out.toString()), "garbage" + ending);
        assertFalse(Files.exists(out), "nothing is half-written");
    }

    @Test
    void folderWithoutSavedModel_isOneLineAndExitsTwo() {
        assertOneLine(run("import", folder.toString()), folder.toString());
    }

    @Test
    void foreignFolderAsOut_isLeftAlone() throws IOException {
        Path precious = Files.writeString(folder.resolve("thesis.txt"), "precious");
        Answer answer = run("explore", GESTURES, "--board", "pynq-z2", "--out", folder.toString());
        assertOneLine(answer, "--out");
        assertEquals("precious", Files.readString(precious));
    }

    @Test
    void everyCommand_hasHelp() {
        for (String command : Rooftile.commandLine().getSubcommands().keySet()) {
            Answer answer = run(command, "--help");
            assertEquals(0, answer.exitCode(), command);
            assertTrue(answer.out().contains("Usage: rooftile " + command), answer.out());
        }
    }

    @Test
    void campaign_onSparkThatIsNotThere_saysHowToGetIt() throws IOException {
        Path file = Files.writeString(folder.resolve("some.yaml"), "models: [zoo:lenet5]\nboards: [pynq-z2]\n");
        Answer answer = run("campaign", file.toString(), "--master", "local[2]");
        assertEquals(2, answer.exitCode());
        assertTrue(
                answer.err().contains("Spark is not on the class path; run ./rooftile, which gets it"), answer.err());
    }
}
