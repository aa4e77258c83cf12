package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Designs that were edited to nonsense, and runs that are none: one line that names the file, exit code 2, and
/// nothing written, from each command that makes hardware. No tool is started, so none is needed.
final class DesignFaultsTest {
    private static final String DESIGN = "dataflow-001";

    private static final String TINY_BOARD = """
            name: tiny-board
            part:
              name: tiny
              architecture: xc7
              sources:
                test: "this test"
              lut: {value: 20, source: test}
              ff: {value: 24000, source: test}
              dsp: {value: 28, source: test}
              bram: {value: 56, source: test}
              uram: {value: 0, source: test}
              clocks_hertz:
                - {value: 50000000, source: test}
            sources:
              test: "this test"
            reserved: none
            memory:
              name: SDRAM
              peak_bytes_per_second: {value: 266000000, source: test}
              efficiency_fraction: {value: 0.8, source: test}
              size_bytes: {value: 33554432, source: test}
              port_bits: {value: 16, source: test}
            static_power_milliwatts: unknown
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path shared;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter err = new StringWriter();

    @SuppressWarnings("NullAway.Init")
    private Path run;

    @BeforeAll
    static void explore() throws IOException {
        Path model = Files.write(shared.resolve("model.tflite"), IntegerModel.tflite());
        StringWriter err = new StringWriter();
        assertEquals(
                0,
                run(
                        err,
                        "explore",
                        model.toString(),
                        "--board=pynq-z2",
                        "--family=dataflow",
                        "--out=" + shared.resolve("run")),
                err.toString());
    }

    @BeforeEach
    void copyRun() throws IOException {
        run = folder.resolve("run");
        Files.createDirectories(run.resolve("designs"));
        for (String name : List.of("manifest.json", "front.csv", "designs/" + DESIGN + ".yaml")) {
            Files.copy(shared.resolve("run").resolve(name), run.resolve(name));
        }
    }

    private static int run(StringWriter err, String... arguments) {
        return Rooftile.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void edit(String pattern, String replacement) throws IOException {
        Path file = run.resolve("designs").resolve(DESIGN + ".yaml");
        String text = Files.readString(file);
        String edited = text.replaceFirst(pattern, replacement);
        assertFalse(edited.equals(text), text);
        Files.writeString(file, edited);
    }

    private void assertRefused(String command, String place, String what, String... more) throws IOException {
        err.getBuffer().setLength(0);
        String[] arguments = Stream.concat(Stream.of(command, run.toString()), Stream.of(more))
                .toArray(String[]::new);
        assertEquals(2, run(err, arguments), command + ": " + err);
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("rooftile: " + place), err.toString());
        assertTrue(err.toString().contains(what), err.toString());
        try (Stream<Path> tree = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    tree.filter(Files::isDirectory)
                            .filter(path -> !List.of(folder, run, run.resolve("designs"))
                                    .contains(path))
                            .toList());
        }
    }

    private void assertAllRefuse(String place, String what) throws IOException {
        assertRefused("generate", place, what, "--design", DESIGN);
        assertRefused(
                "generate",
                place,
                what,
                "--design",
                DESIGN,
                "--out",
                folder.resolve("a/b").toString());
        assertRefused("simulate", place, what, "--design", DESIGN);
        assertRefused(
                "synthesize",
                place,
                what,
                "--design",
                DESIGN,
                "--out",
                folder.resolve("a/b").toString());
        assertRefused("validate", place, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pe: \\d+ | pe: 0 | PE and SIMD must be at least 1",
                "pe: \\d+ | pe: 7 | PE must divide 2 (channels that are worked on alike), but was 7",
                "pe: \\d+ | pe: many | the value of stages[0].pe is of the wrong kind",
                "simd: \\d+ | simd: 2 | SIMD must divide",
                "weight_bits: \\d+ | weight_bits: 0 | weight bits must be at least 1, but were 0",
                "weight_bits: \\d+ | weight_bits: 4 | weight bits must be 8 as in the network, but were 4",
                "weight_bits: \\d+ | weight_bits: 99 | weight bits must be 0 to 32",
                "activation_bits: \\d+ | activation_bits: 0 | activation bits 1 to 32, but were 8 and 0",
                "activation_bits: \\d+ | activation_bits: 9 | activation bits must be 8 as in the network, but were 9",
                "layer: .* | layer: elsewhere | the design's stages must be the network's hardware layers",
                "(?s)- layer: .*?(?=- layer) | '' | the design's stages must be the network's hardware layers",
                "storage: \\w+ | storage: floppy | is not one of logic, lut_ram, block_ram, uram",
                "storage: \\w+ | storage: uram | the part has no large RAMs",
                "clock_hertz: \\d+ | clock_hertz: 0 | clockHertz must be positive",
                "clock_hertz: \\d+ | clock_hertz: 2000000000 | no part has a clock of 2000000000 Hz",
                "family: \\w+ | family: other | the key family must be overlay or dataflow",
                "(?s).* | '' | the value of the file is of the wrong kind"
            })
    void nonsense_isOneLine(String pattern, String replacement, String what) throws IOException {
        edit(pattern, replacement);
        assertAllRefuse(run.resolve("designs").resolve(DESIGN + ".yaml").toString(), what);
    }

    @Test
    void weightsInLogic_ofAFoldedStage_areRefused() throws IOException {
        edit("(?s)pe: .*?multiplier", """
                pe: 1
                  simd: 1
                  weight_bits: 8
                  activation_bits: 8
                  storage: logic
                  multiplier""");
        assertAllRefuse(run.toString(), "weights in logic need a fully unrolled stage");
    }

    @Test
    void designOfTheOtherFamily_isRefused() throws IOException {
        Files.writeString(run.resolve("designs/overlay-001.yaml"), """
                family: overlay
                clock_hertz: 100000000
                array: {pp: 1, icp: 2, ocp: 4, drain_cycles: 4}
                buffers: {feature_depth_words: 64, weight_depth_words: 128, output_depth_words: 256}
                numbers: {data_bits: 8, weight_bits: 8, requantisation: exact, zero_points: false}
                memory_port_bits: 32
                cores: 1
                tilings: []
                """);
        assertRefused("simulate", "", "overlay", "--design", "overlay-001");
    }

    @Test
    void designThatDoesNotFit_isRefused() throws IOException {
        // The same network and design for a board of few LUTs, in place of the run's.
        Path board = Files.writeString(folder.resolve("tiny.yaml"), TINY_BOARD);
        Path manifest = run.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("--board=pynq-z2", "--board=" + board));
        assertAllRefuse(run.resolve("designs").resolve(DESIGN + ".yaml").toString(), "lut needs ");
    }

    @Test
    void unknownDesign_isRefused() throws IOException {
        for (String id : List.of("dataflow-999", "../../../etc/passwd", "")) {
            assertRefused("generate", "--design", "the run has no such design", "--design", id);
            assertRefused("synthesize", "--design", "the run has no such design", "--design", id);
        }
    }

    @Test
    void runThatIsNone_isRefused() throws IOException {
        Path manifest = run.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("--family=dataflow", "--famly=dataflow"));
        assertAllRefuse(manifest.toString(), "its command line is none of rooftile explore");
        Files.writeString(manifest, text.replaceAll("\"model_sha256\" *: *\"[0-9a-f]{4}", "$0ffff"));
        assertAllRefuse(shared.resolve("model.tflite").toString(), "this is not the model of the run");
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertAllRefuse(manifest.toString(), "it is not JSON");
        Files.writeString(manifest, "{}");
        assertAllRefuse(manifest.toString(), "it does not say how the run was started");
        Files.delete(manifest);
        assertAllRefuse(manifest.toString(), "it cannot be read");
        Files.writeString(manifest, text);
        Files.delete(run.resolve("designs").resolve(DESIGN + ".yaml"));
        Files.delete(run.resolve("designs"));
        assertRefused("validate", run.toString(), "the run has no design");
    }

    @Test
    void mappedNetlist_ofAnotherPart_isRefused() throws IOException {
        assertRefused("simulate", "--mapped, xc7z020", "only what is mapped to iCE40", "--design", DESIGN, "--mapped");
    }

    @Test
    void otherModel_isRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.tflite"), "no model");
        assertRefused(
                "simulate", other.toString(), "its SHA-256 differs", "--design", DESIGN, "--model", other.toString());
    }

    @Test
    void arguments_areCheckedBeforeTheRun() throws IOException {
        for (String command : List.of("simulate", "validate")) {
            for (String wrong : List.of("--rows=0", "--pressures=-1", "--threads=0", "--tool-seconds=0")) {
                assertRefused(command, wrong.split("=", 2)[0] + ": ", "; give ", "--design", DESIGN, wrong);
            }
        }
        for (String wrong : List.of("--seed=-1", "--placement-seconds=-5", "--tool-seconds=NaN")) {
            assertRefused("synthesize", wrong.split("=", 2)[0] + ": ", "; give ", "--design", DESIGN, wrong);
        }
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        for (String command : List.of("generate", "synthesize")) {
            assertRefused(command, file.toString(), "something", "--design", DESIGN, "--out", file.toString());
        }
        assertEquals("in the way", Files.readString(file));
    }
}
