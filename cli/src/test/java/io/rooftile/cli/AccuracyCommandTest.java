package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `rooftile accuracy` as a user types it.
final class AccuracyCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("rooftile.root", ".."));
    private static final String GESTURES = ROOT.resolve("examples/gestures").toString();
    private static final String SCALED = " --input-scale 0.015625";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// What a command left on its streams.
    private record Answer(int exitCode, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("integer.tflite"), IntegerModel.tflite());
        Files.write(folder.resolve("integer.bin"), IntegerModel.ROWS);
        String row = String.join(",", Collections.nCopies(15, "1"));
        Files.writeString(folder.resolve("wide.csv"), "0,1," + row);
        Files.writeString(folder.resolve("words.csv"), "0," + row + "\n1,2,three" + row.substring(3));
        Files.writeString(folder.resolve("class5.csv"), "0," + row + "\n5," + row);
        Files.writeString(folder.resolve("bare.csv"), row + "\n" + row);
        Files.writeString(folder.resolve("one.txt"), "1");
        Files.write(folder.resolve("odd.bin"), new byte[61]);
        Files.writeString(folder.resolve("fake.npy"), "no array, but as long as one");
        Files.writeString(folder.resolve("empty.csv"), "");
        Files.writeString(folder.resolve("ones.csv"), "label\n1\n1\n1\n");
        Files.writeString(folder.resolve("late.csv"), "label\n0\n0\n1\n");
    }

    private Answer run(String typed) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String arguments =
                "accuracy " + typed.strip().replace("GESTURES", GESTURES).replace("FOLDER", folder.toString());
        int code = Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" +"));
        return new Answer(code, out.toString(), err.toString());
    }

    private JsonNode json(String typed) throws IOException {
        Answer answer = run(typed + " --json");
        assertEquals(0, answer.exitCode(), answer.err());
        return new ObjectMapper().readTree(answer.out());
    }

    private static double of(JsonNode json, String bits) {
        for (JsonNode row : json.get("accuracy")) {
            if (row.get("bits").asText().equals(bits)) {
                return row.get("value").asDouble();
            }
        }
        throw new AssertionError(bits + " is not in " + json);
    }

    @ParameterizedTest
    @CsvSource({"exact", "power_of_two"})
    void exampleModel_isAsAccurateAsItsPageSays_andInManyBitsAlmost(String scales) throws IOException {
        JsonNode json =
                json("GESTURES/frozen.pb --data GESTURES/test_rows.csv --bits 2,8,16 --scales " + scales + SCALED);

        assertEquals("top1", json.get("metric").asText());
        assertEquals(200, json.get("rows").asInt());
        assertEquals(198 / 200.0, of(json, "float32"));
        assertEquals(198 / 200.0, of(json, "16"), 1 / 200.0);
        assertEquals(198 / 200.0, of(json, "8"), 3 / 200.0);
        assertTrue(of(json, "2") < 198 / 200.0);
    }

    @Test
    void rowsWithoutLabels_giveDecibelsThatRiseWithBits() throws IOException {
        JsonNode json =
                json("GESTURES/frozen.pb --data FOLDER/bare.csv --calibration GESTURES/test_rows.csv --bits 4,8,12"
                        + SCALED);

        assertEquals("sqnr", json.get("metric").asText());
        assertEquals("dB", json.get("unit").asText());
        assertTrue(of(json, "12") > of(json, "8") + 12, json::toString);
        assertTrue(of(json, "8") > of(json, "4") + 12, json::toString);
    }

    @Test
    void calibrationRows_areThoseThatWereGiven() throws IOException {
        String common = "GESTURES/frozen.pb --data FOLDER/bare.csv --bits 8" + SCALED;

        double own = of(json(common), "8");

        assertTrue(of(json(common + " --calibration GESTURES/test_rows.csv"), "8") != own);
        assertEquals(own, of(json(common + " --calibration FOLDER/bare.csv"), "8"));
    }

    @Test
    void quantisedModel_isRunAsItIs() throws IOException {
        // Outputs 4, 2 and 9: labels 1, 0, 1 are told apart by every pair.
        Files.writeString(folder.resolve("labels.csv"), "label\n1\n0\n1\n");

        JsonNode json = json("FOLDER/integer.tflite --data FOLDER/integer.bin --labels FOLDER/labels.csv");

        assertEquals("auc", json.get("metric").asText());
        assertEquals(1.0, of(json, "as trained"));
    }

    /// Arguments, and what the message must hold.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GESTURES/frozen.pb | --data",
                "GESTURES/frozen.pb --data FOLDER/absent.csv | absent.csv: there is no such file",
                "GESTURES/frozen.pb --data FOLDER/empty.csv | it holds no rows",
                "GESTURES/frozen.pb --data FOLDER/wide.csv | it has 17 columns, but the network reads 15 numbers",
                "GESTURES/frozen.pb --data FOLDER/words.csv | words.csv, line 2: 'three",
                "GESTURES/frozen.pb --data FOLDER/odd.bin | its 61 bytes are not whole rows of 60",
                "GESTURES/frozen.pb --data FOLDER/fake.npy | does not begin as a NumPy array",
                "GESTURES/frozen.pb --data FOLDER/class5.csv | row 2: the label is 5, but the network has 5 outputs",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --labels FOLDER/absent.txt | absent.txt",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --labels FOLDER/one.txt | there are 1 labels for 2 rows",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --bits 1 | --bits: a width was 1; give 2 to 16",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --bits 17 | --bits",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --bits x | --bits",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --rows 0 | --rows",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --threads 0 | --threads",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --calibration-rows 0 | --calibration-rows",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --calibration FOLDER/wide.csv | wide.csv",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --input-scale NaN | row 1: number 1 is NaN",
                "GESTURES/frozen.pb --data FOLDER/bare.csv --scales cubic | cubic",
                "FOLDER/integer.tflite --data FOLDER/integer.bin | needs labels",
                "FOLDER/integer.tflite --data FOLDER/integer.bin --labels FOLDER/ones.csv | ones.csv: the first 3 rows all",
                "FOLDER/integer.tflite --data FOLDER/integer.bin --labels FOLDER/late.csv --rows 2 | all have the label 0",
                "FOLDER/integer.tflite --data FOLDER/integer.bin --labels FOLDER/late.csv --bits 4 | --bits: FOLDER",
                "FOLDER/integer.tflite --data FOLDER/integer.bin --labels FOLDER/late.csv --per-tensor | --per-tensor",
                "FOLDER/absent.pb --data FOLDER/bare.csv | absent.pb",
                "zoo:resnet50 --data FOLDER/bare.csv | topology only",
            })
    void badArguments_areOneLineAndExitTwo(String arguments, String word) {
        assertOneLine(run(arguments), word.strip().replace("FOLDER", folder.toString()));
    }

    @Test
    void weightThatIsNoNumber_isRefusedWithItsPlace() throws IOException {
        byte[] graph = Files.readAllBytes(Path.of(GESTURES, "frozen.pb"));
        // In the middle of the largest constant, 15 x 24 weights, that the graph's text names first.
        int at = new String(graph, StandardCharsets.ISO_8859_1).indexOf("Const") + 400;
        for (int i = 0; i < 8; i++) {
            graph[at + i] = (byte) 0xff;
        }
        Files.write(folder.resolve("nan.pb"), graph);

        Answer answer = run("FOLDER/nan.pb --data GESTURES/test_rows.csv" + SCALED);

        assertOneLine(answer, "dense1/kernel is NaN");
    }

    private static void assertOneLine(Answer answer, String word) {
        assertEquals(2, answer.exitCode(), answer.err());
        assertTrue(answer.err().startsWith("rooftile: "), answer.err());
        assertTrue(answer.err().contains(word), answer.err());
        assertEquals(List.of(answer.err().strip()), answer.err().strip().lines().toList());
    }
}
