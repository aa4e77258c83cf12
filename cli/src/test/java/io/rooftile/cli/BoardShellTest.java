package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolRun;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.Toolchain;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is generated around an accelerator, run with the accelerator in it: bytes over the serial line, words
/// over AXI4.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class BoardShellTest {
    private static final int ROWS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Rooftile.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /// Generates the first design of a run of its own.
    private Path generate(String board, long clockHertz) throws IOException {
        Path model = Files.write(folder.resolve("model.tflite"), IntegerModel.tflite());
        Path found = folder.resolve("run");
        assertEquals(
                0,
                run("explore", model.toString(), "--board", board, "--family", "dataflow", "--out", found.toString()),
                err.toString());
        Path design = found.resolve("designs/dataflow-001.yaml");
        Files.writeString(design, Files.readString(design).replaceAll("clock_hertz: .*", "clock_hertz: " + clockHertz));
        Path out = folder.resolve("hardware");
        assertEquals(
                0,
                run(
                        "generate",
                        found.toString(),
                        "--design",
                        "dataflow-001",
                        "--rows",
                        Integer.toString(ROWS),
                        "--out",
                        out.toString()),
                err.toString());
        return out;
    }

    /// Words of an element in one byte each, split into elements or left whole.
    private static List<String> words(Path file, int lanes, boolean isSplit) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : Files.readAllLines(file)) {
            assertEquals(2 * lanes, word.length(), "elements of 8 bits");
            for (int lane = isSplit ? lanes - 1 : 0; lane >= 0; lane--) {
                words.add(isSplit ? word.substring(2 * lane, 2 * lane + 2) : word);
            }
        }
        return words;
    }

    private static String simulate(Path hardware, String bench, String top, List<String> parameters)
            throws IOException {
        Toolchain tools = Toolchain.of(System.getenv());
        boolean isThere = tools.find(Tool.VERILATOR) instanceof Found && tools.find(Tool.MAKE) instanceof Found;
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(isThere, "Verilator is not there");
        }
        assumeTrue(isThere, "Verilator is not there");
        try (InputStream text = BoardShellTest.class.getResourceAsStream(bench + ".sv")) {
            Files.write(
                    hardware.resolve(bench + ".sv"),
                    Objects.requireNonNull(text).readAllBytes());
        }
        List<String> build = new ArrayList<>(tools.require(Tool.VERILATOR).command());
        build.addAll(List.of("--binary", "--timing", "-Wno-fatal", "-Wno-lint", "-CFLAGS", "-O0"));
        build.addAll(List.of("-MAKEFLAGS", "OPT_GLOBAL=-O0", "--top-module", bench, "-y", "."));
        build.addAll(parameters);
        build.addAll(List.of(bench + ".sv", top + ".sv"));
        new ToolRun("verilator", build, hardware, LIMIT).runOrFail("see there");
        String program = hardware.resolve("obj_dir/V" + bench).toString();
        return String.join(
                "\n",
                new ToolRun("bench", List.of(program), hardware, LIMIT)
                        .runOrFail("see there")
                        .out());
    }

    private static JsonNode manifest(Path hardware) throws IOException {
        return new ObjectMapper().readTree(hardware.resolve("manifest.json").toFile());
    }

    @Test
    void serialLine_answersRowsAsTheReferenceDoes_andABreakBeginsAnew() throws IOException {
        Path hardware = generate("icebreaker", 12_000_000);
        JsonNode manifest = manifest(hardware);
        int in = manifest.at("/input/lanes").asInt();
        int out = manifest.at("/output/lanes").asInt();
        Files.write(hardware.resolve("given.mem"), words(hardware.resolve("input.mem"), in, true));
        List<String> expected = words(hardware.resolve("expected.mem"), out, true);
        assertNotEquals(1, expected.stream().distinct().count(), "rows must differ");
        Files.write(hardware.resolve("expected_bytes.mem"), expected);
        assertEquals(
                List.of("set_io clock_pin 35", "set_io rx_pin 6", "set_io tx_pin 9"),
                Files.readAllLines(hardware.resolve("board.pcf")));
        String printed = simulate(
                hardware,
                "uart_shell_bench",
                "board_top",
                List.of("-GROWS=" + ROWS, "-GIN_ROW_BYTES=3", "-GOUT_ROW_BYTES=1", "-GCLOCKS_PER_BIT=104"));
        assertTrue(printed.contains("PASS board_top"), printed);
    }

    @Test
    void axiBlock_streamsRowsWithTheirEnds_andTellsWhatItIs() throws IOException {
        Path hardware = generate("pynq-z2", 100_000_000);
        JsonNode manifest = manifest(hardware);
        int in = manifest.at("/input/lanes").asInt();
        int out = manifest.at("/output/lanes").asInt();
        Files.write(hardware.resolve("given.mem"), words(hardware.resolve("input.mem"), in, false));
        Files.write(hardware.resolve("expected_words.mem"), words(hardware.resolve("expected.mem"), out, false));
        int hash = Integer.parseUnsignedInt(
                manifest.path("hardware_sha256").asText().substring(0, 8), 16);
        String printed = simulate(
                hardware,
                "axi_shell_bench",
                "axi_accelerator",
                Arrays.asList(
                        "-GROWS=" + ROWS,
                        "-GIN_WORDS=" + 3 / in,
                        "-GOUT_WORDS=" + 1 / out,
                        "-GIN_DATA=" + 8 * in,
                        "-GOUT_DATA=" + 8 * out,
                        "-GHASH=" + hash));
        assertTrue(printed.contains("PASS axi_accelerator"), printed);
    }

    @Test
    void clockThatThePllCannotMake_isOneLine() throws IOException {
        Path model = Files.write(folder.resolve("model.tflite"), IntegerModel.tflite());
        Path found = folder.resolve("run");
        run("explore", model.toString(), "--board", "icebreaker", "--family", "dataflow", "--out", found.toString());
        Path design = found.resolve("designs/dataflow-001.yaml");
        Files.writeString(design, Files.readString(design).replaceAll("clock_hertz: .*", "clock_hertz: 13000000"));
        err.getBuffer().setLength(0);
        assertEquals(2, run("generate", found.toString(), "--design", "dataflow-001"));
        assertTrue(
                err.toString()
                        .startsWith("rooftile: " + design + ": clock_hertz 13000000: the board's PLL cannot make"),
                err.toString());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
    }
}
