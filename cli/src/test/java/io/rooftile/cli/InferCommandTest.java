package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `rooftile infer` as a user types it, on a model that was computed by hand.
final class InferCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("rooftile.root", ".."));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// What a command left on its streams.
    private record Answer(int exitCode, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("model.tflite"), IntegerModel.tflite());
        Files.write(folder.resolve("rows.bin"), IntegerModel.ROWS);
    }

    private Answer infer(String... options) {
        List<String> arguments = new ArrayList<>(List.of("infer", path("model.tflite"), "--input", path("rows.bin")));
        arguments.addAll(List.of(options));
        return run(arguments);
    }

    private static Answer run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Answer(code, out.toString(), err.toString());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> names(Path of) throws IOException {
        try (Stream<Path> entries = Files.list(of)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "8"})
    void rows_comeOutAsByHand_forAnyNumberOfThreads(String threads) throws IOException {
        Answer answer = infer("--output", path("out.bin"), "--threads", threads, "--json");
        assertEquals(0, answer.exitCode(), answer.err());
        assertArrayEquals(IntegerModel.OUTPUTS, Files.readAllBytes(folder.resolve("out.bin")));
        JsonNode json = new ObjectMapper().readTree(answer.out());
        assertEquals(3, json.get("rows").asInt());
        assertEquals(3 * (3 * 2 + 2), json.get("macs").asInt());
        assertTrue(json.get("milliseconds").isNumber());
        assertEquals(List.of("model.tflite", "out.bin", "rows.bin"), names(folder));
    }

    @Test
    void layers_areWholeFilesThatTheIndexDescribes() throws IOException {
        Path layers = folder.resolve("layers");
        // The second run replaces what the first one left.
        for (String threads : List.of("1", "3")) {
            Answer answer = infer("--output", path("out.bin"), "--threads", threads, "--layers", layers.toString());
            assertEquals(0, answer.exitCode(), answer.err());
        }
        assertEquals(List.of("000-first_Add_0.bin", "001-out.bin", "layers.json"), names(layers));
        JsonNode index = new ObjectMapper().readTree(Files.readString(layers.resolve("layers.json")));
        assertEquals(3, index.get("rows").asInt());
        JsonNode first = index.get("layers").get(0);
        assertEquals("first/Add:0", first.get("tensor").asText());
        assertEquals("Dense", first.get("type").asText());
        assertEquals("[1,2]", first.get("shape").toString());
        assertEquals("int8", first.get("format").asText());
        assertEquals(2.0, first.get("scale").asDouble());
        assertEquals(-3, first.get("zero_point").asInt());
        assertEquals(2, first.get("bytes_per_row").asInt());
        assertArrayEquals(
                IntegerModel.HIDDEN,
                Files.readAllBytes(layers.resolve(first.get("file").asText())));
        assertArrayEquals(IntegerModel.OUTPUTS, Files.readAllBytes(layers.resolve("001-out.bin")));
    }

    @ParameterizedTest
    @CsvSource({"1", "3"})
    void floatModel_isComputedInReals_andRightAsOftenAsItsPageSays(String threads) throws IOException {
        Path example = ROOT.resolve("examples/gestures");
        List<String> lines = Files.readAllLines(example.resolve("test_rows.csv"));
        ByteBuffer rows = ByteBuffer.allocate(lines.size() * 15 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            for (int i = 1; i < cells.length; i++) {
                rows.putFloat(Integer.parseInt(cells[i]) / 64f);
            }
        }
        Files.write(folder.resolve("rows.bin"), rows.array());
        Path layers = folder.resolve("layers");
        Answer answer = run(List.of(
                "infer",
                example.resolve("frozen.pb").toString(),
                "--input",
                path("rows.bin"),
                "--output",
                path("out.bin"),
                "--threads",
                threads,
                "--layers",
                layers.toString()));
        assertEquals(0, answer.exitCode(), answer.err());
        byte[] bytes = Files.readAllBytes(folder.resolve("out.bin"));
        FloatBuffer outputs =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        int right = 0;
        for (int row = 0; row < lines.size(); row++) {
            int best = 0;
            for (int k = 1; k < 5; k++) {
                best = outputs.get(row * 5 + k) > outputs.get(row * 5 + best) ? k : best;
            }
            right += lines.get(row).startsWith(best + ",") ? 1 : 0;
        }
        assertEquals(198, right);
        JsonNode last = new ObjectMapper()
                .readTree(Files.readString(layers.resolve("layers.json")))
                .get("layers")
                .get(3);
        assertEquals("float32", last.get("format").asText());
        assertEquals(5 * Float.BYTES, last.get("bytes_per_row").asInt());
        assertArrayEquals(
                bytes, Files.readAllBytes(layers.resolve(last.get("file").asText())));
    }

    /// Reals in and out, and between two layers what four bits hold in steps of 0.5, as QKeras and TensorFlow train it.
    private static final String MIXED = """
            node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } }
              attr { key: "shape" value { shape { dim { size: 1 } dim { size: 3 } } } } }
            node { name: "w1" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } }
              attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 3 } dim { size: 2 } }
                float_val: [1, -1, 0.5, 0, WEIGHT, 2] } } } }
            node { name: "sum" op: "MatMul" input: "x" input: "w1" attr { key: "T" value { type: DT_FLOAT } } }
            node { name: "few" op: "FakeQuantWithMinMaxArgs" input: "sum" attr { key: "num_bits" value { i: 4 } }
              attr { key: "min" value { f: 0 } } attr { key: "max" value { f: 7.5 } } }
            node { name: "w2" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } }
              attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 2 } dim { size: 1 } }
                float_val: [1, 10] } } } }
            node { name: "y" op: "MatMul" input: "few" input: "w2" attr { key: "T" value { type: DT_FLOAT } } }
            """;

    private Answer inferMixed(String weight, float... rows) throws IOException {
        Files.writeString(folder.resolve("mixed.pbtxt"), MIXED.replace("WEIGHT", weight));
        ByteBuffer buffer = ByteBuffer.allocate(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(rows);
        Files.write(folder.resolve("reals.bin"), buffer.array());
        return run(List.of(
                "infer",
                path("mixed.pbtxt"),
                "--input",
                path("reals.bin"),
                "--output",
                path("out.bin"),
                "--layers",
                path("layers")));
    }

    @Test
    void modelThatRoundsBetweenLayers_isComputedInRealsAndRounded() throws IOException {
        Answer answer = inferMixed("0.1", 1, 2, 3, 4, 4, 4, 10, 0, 0);

        assertEquals(0, answer.exitCode(), answer.err());
        FloatBuffer outputs = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("out.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        // Sums 2.3 and 5, 6.4 and 4, 10 and -10 become 5 and 10, 13 and 8, 15 and 0 steps.
        float[] actual = new float[3];
        outputs.get(actual);
        assertArrayEquals(new float[] {2.5f + 50, 6.5f + 40, 7.5f}, actual);
        JsonNode rounded = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("layers/layers.json")))
                .get("layers")
                .get(0);
        assertEquals("uint4", rounded.get("format").asText());
        assertEquals(0.5, rounded.get("scale").asDouble());
        assertArrayEquals(
                new byte[] {5, 10, 13, 8, 15, 0},
                Files.readAllBytes(
                        folder.resolve("layers").resolve(rounded.get("file").asText())));
    }

    @Test
    void weightThatIsNoNumber_isOneLineWithItsPlace() throws IOException {
        assertOneLine(inferMixed("nan", 1, 2, 3), "w1 is NaN");
    }

    @Test
    void linkThatLeadsNowhere_isRefusedBeforeAnythingIsComputed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("absent"));
        assertOneLine(infer("--output", link.toString()), "leads nowhere");
    }

    @Test
    void formerOutput_isReplaced_andKeptWhenTheRunFails() throws IOException {
        Path out = Files.writeString(folder.resolve("out.bin"), "former");
        Files.write(folder.resolve("rows.bin"), new byte[] {1, 2, 3, 4});
        assertEquals(2, infer("--output", out.toString()).exitCode());
        assertEquals("former", Files.readString(out));
        Files.write(folder.resolve("rows.bin"), IntegerModel.ROWS);
        assertEquals(0, infer("--output", out.toString()).exitCode());
        assertArrayEquals(IntegerModel.OUTPUTS, Files.readAllBytes(out));
    }

    @Test
    void foreignFolderAsLayers_isLeftAlone() throws IOException {
        Files.createDirectory(folder.resolve("thesis"));
        Path precious = Files.writeString(folder.resolve("thesis/thesis.txt"), "precious");
        assertOneLine(infer("--output", path("out.bin"), "--layers", path("thesis")), "--layers");
        assertEquals("precious", Files.readString(precious));
        assertFalse(Files.exists(folder.resolve("out.bin")), "nothing is half-written");
    }

    /// Arguments, and what the message must hold.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MODEL --input FOLDER/absent.bin --output OUT | absent.bin",
                "MODEL --input FOLDER --output OUT | no such file",
                "MODEL --input FOLDER/empty.bin --output OUT | one row of this model takes 3 bytes",
                "MODEL --input FOLDER/uneven.bin --output OUT | 1 whole rows and 2 bytes that are left over",
                "MODEL --input FOLDER/rows.bin --output FOLDER | other than a file",
                "MODEL --input FOLDER/rows.bin --output FOLDER/rows.bin/out.bin | --output",
                "MODEL --input FOLDER/rows.bin --output FOLDER/l/out.bin --layers FOLDER/l | --layers",
                "MODEL --input FOLDER/rows.bin --output OUT --layers FOLDER/rows.bin | layers.json",
                "MODEL --input FOLDER/rows.bin --output OUT --threads 0 | --threads",
                "MODEL --input FOLDER/rows.bin | --output",
                "FOLDER/absent.tflite --input FOLDER/rows.bin --output OUT | absent.tflite",
                "zoo:resnet50 --input FOLDER/rows.bin --output OUT | topology only",
                "DIGITS --input FOLDER/rows.bin --output OUT | one row of this model takes 2240 bytes",
            })
    void badArguments_areOneLineAndExitTwo_andLeaveNothing(String arguments, String word) throws IOException {
        Files.createFile(folder.resolve("empty.bin"));
        Files.write(folder.resolve("uneven.bin"), new byte[5]);
        List<String> before = names(folder);
        String typed = arguments
                .trim()
                .replace("MODEL", path("model.tflite"))
                .replace("DIGITS", ROOT.resolve("examples/digits/frozen.pb").toString())
                .replace("OUT", path("out.bin"))
                .replace("FOLDER", folder.toString());
        assertOneLine(run(List.of(("infer " + typed).split(" +"))), word.trim());
        assertEquals(before, names(folder));
    }

    private static void assertOneLine(Answer answer, String word) {
        assertEquals(2, answer.exitCode(), answer.err());
        assertTrue(answer.err().startsWith("rooftile: "), answer.err());
        assertTrue(answer.err().contains(word), answer.err());
        assertEquals(1, answer.err().strip().lines().count(), answer.err());
    }
}
