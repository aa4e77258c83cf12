package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `simulate`, `synthesize` and `validate` as processes of their own, with tools that are missing, old, broken,
/// endless or that lie: one line and exit code 1, nothing half-written, nothing left running.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ToolFaultsTest {
    private static final String DESIGN = "dataflow-001";

    /// A child that would outlive the test, the ids of both in files.
    private static final String HANG =
            "sleep 600 & echo $! > '@PIDS@/child'; echo $$ > '@PIDS@/self.new'; mv '@PIDS@/self.new' '@PIDS@/self'; sleep 600";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path shared;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakeTools tools;

    @BeforeAll
    static void explore() throws IOException {
        Path model = Files.write(shared.resolve("model.tflite"), IntegerModel.tflite());
        StringWriter err = new StringWriter();
        int code = Rooftile.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "explore",
                        model.toString(),
                        "--board=icebreaker",
                        "--family=dataflow",
                        "--out=" + shared.resolve("run"));
        assertEquals(0, code, err.toString());
    }

    @BeforeEach
    void writeTools() throws IOException {
        tools = new FakeTools(folder.resolve("bin"));
        for (String name : List.of("pids", "cache", "tmp", "place")) {
            Files.createDirectory(folder.resolve(name));
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                // Nothing but what the tools leave may be found among the temporary files.
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Rooftile.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("PATH", tools.folder().toString());
        builder.environment().put("ROOFTILE_CACHE", folder.resolve("cache").toString());
        return builder.start();
    }

    private Process synthesize(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "synthesize",
                run(),
                "--design",
                DESIGN,
                "--out",
                folder.resolve("place/made").toString()));
        arguments.addAll(List.of(more));
        return start(arguments.toArray(String[]::new));
    }

    private static String run() {
        return shared.resolve("run").toString();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    /// One line, and what the tool printed indented below it.
    private void assertFailed(Process process, String beginning, String what) throws Exception {
        assertEquals(1, process.waitFor(), err());
        List<String> lines =
                err().lines().filter(line -> !line.startsWith("  ")).toList();
        assertEquals(1, lines.size(), err());
        assertTrue(lines.getFirst().startsWith("rooftile: " + beginning), err());
        assertTrue(lines.getFirst().contains(what), err());
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        for (String name : List.of("tmp", "place")) {
            assertEmpty(folder.resolve(name));
        }
        if (Files.exists(folder.resolve("cache/work"))) {
            assertEmpty(folder.resolve("cache/work"));
        }
        for (String name : List.of("self", "child")) {
            Path file = folder.resolve("pids").resolve(name);
            if (Files.exists(file)) {
                long id = Long.parseLong(Files.readString(file).strip());
                ProcessHandle.of(id).ifPresent(process -> process.onExit().join());
                assertFalse(ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false), name);
            }
        }
    }

    private static void assertEmpty(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            assertEquals(List.of(), entries.toList());
        }
    }

    private String hang() {
        return HANG.replace("@PIDS@", folder.resolve("pids").toString());
    }

    @Test
    void goodTools_doWell_andLeaveNothingButTheResult() throws Exception {
        assertEquals(0, synthesize().waitFor(), err());
        assertTrue(Files.exists(folder.resolve("place/made/bitstream.bin")));
        try (Stream<Path> left = Files.list(folder.resolve("place"))) {
            assertEquals(List.of(folder.resolve("place/made")), left.toList());
        }
        assertEmpty(folder.resolve("tmp"));
        assertEmpty(folder.resolve("cache/work"));
    }

    /// What nextpnr says of a design that is too large is a measurement of it, the same each time; a crash is none.
    @Test
    void designWithoutRoom_isKeptAsMeasured_andOneWhosePlacerCrashesIsNot() throws Exception {
        String cells = "{\"u\": {\"type\": \"SB_LUT4\"}, \"r\": {\"type\": \"SB_DFF\"}}";
        String netlist = "{\"modules\": {\"top\": {\"attributes\": {\"top\": \"1\"}, \"cells\": " + cells + "}}}";
        tools.write("yosys", "Yosys 0.23", "echo '" + netlist + "' | tee cells.json > netlist.json");
        Path mine = folder.resolve("mine.csv");
        tools.write("nextpnr-ice40", "nextpnr-ice40 (Version 0.4-1)", "echo broken; exit 1");
        assertFailed(synthesize("--measurements", mine.toString()), "nextpnr-ice40", "broken");
        assertFalse(Files.exists(mine));
        tools.write(
                "nextpnr-ice40",
                "nextpnr-ice40 (Version 0.4-1)",
                "echo \"ERROR: Unable to place cell 'u', no BELs remaining to implement cell type 'ICESTORM_LC'\"; exit 1");
        assertEquals(1, synthesize("--measurements", mine.toString()).waitFor(), err());
        assertTrue(err().contains(DESIGN + " is in " + mine + ": there was no room for it on the part"), err());
        assertTrue(err().contains("no BELs remaining"), err());
        String kept = Files.readString(mine);
        assertTrue(kept.contains(",Yosys 0.23,failed,nextpnr-ice40 0.4-1,,,"), kept);
        assertEquals(1, synthesize("--measurements", mine.toString()).waitFor(), err());
        assertEquals(kept, Files.readString(mine));
        Files.writeString(mine, kept.replace(",failed,", ",perhaps,"));
        assertEquals(2, synthesize("--measurements", mine.toString()).waitFor(), err());
        assertTrue(err().startsWith("rooftile: " + mine + ", line 2: "), err());
        assertEquals(kept.replace(",failed,", ",perhaps,"), Files.readString(mine));
        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yosys | echo broken >&2; exit 1 | ended with exit code 1 (last words: broken)",
                "yosys | printf 'what\\377?\\n' | ended without an error, but wrote no cells.json (last words: what",
                "yosys | echo '{\"modules\": {\"top\": {' > cells.json; echo x > netlist.json | its netlist cannot be read",
                "yosys | echo what > cells.json; echo x > netlist.json | its netlist cannot be read",
                "yosys | echo '{}' > cells.json; echo '{}' > netlist.json | its netlist has no top module",
                "nextpnr-ice40 | echo broken; exit 1 | ended with exit code 1 (last words: broken)",
                "nextpnr-ice40 | printf 'what\\377?\\n' | ended without an error, but wrote no routed.asc",
                "nextpnr-ice40 | echo x > routed.asc; echo '{\"fmax\": {\"clk\"' > report.json | its report cannot be read",
                "nextpnr-ice40 | echo x > routed.asc; echo '{\"fmax\": 5}' > report.json | its report has no fmax",
                "nextpnr-ice40 | echo x > routed.asc; echo '{\"fmax\": {}, \"utilization\": {}}' > report.json | names no clock",
                "icepack | echo broken; exit 1 | ended with exit code 1 (last words: broken)",
                "icepack | printf 'what\\377?\\n' | ended without an error, but wrote no bitstream.bin",
                "icepack | printf '\\176\\252\\231\\176\\000' > bitstream.bin | what it wrote is no whole bitstream"
            })
    void brokenTool_isOneLine_andIsNotKept(String tool, String body, String what) throws Exception {
        String version = tool.equals("yosys") ? "Yosys 0.23" : tool.equals("icepack") ? "" : "nextpnr-ice40 0.4";
        tools.write(tool, version, body);
        assertFailed(synthesize(), tool + ": ", what);
        new FakeTools(tools.folder());
        assertEquals(0, synthesize().waitFor(), () -> "what was broken must not be in the cache");
    }

    @ParameterizedTest
    @CsvSource({"yosys, Yosys 0.23", "nextpnr-ice40, nextpnr-ice40 0.4", "icepack, ''"})
    void endlessTool_isStoppedWithItsChildren(String tool, String version) throws Exception {
        tools.write(tool, version, hang());
        Process process = synthesize("--tool-seconds", "2", "--placement-seconds", "1.5", "--seed", "7");
        String limit = tool.equals("yosys") ? "2 s" : "1.5 s";
        assertFailed(process, tool + ": ", "was stopped after its limit of " + limit);
        assertTrue(Files.exists(folder.resolve("pids/child")));
    }

    @ParameterizedTest
    @CsvSource({
        "yosys, Yosys 0.9, synthesize, 'is version 0.9, which is too old; run scripts/install-tools or install yosys 0.23'",
        "nextpnr-ice40, nextpnr-ice40 0.3, synthesize, 'is version 0.3, which is too old'",
        "verilator, Verilator 4.038, simulate, 'is version 4.038, which is too old'",
        "verilator, Verilator 4.038, validate, 'is version 4.038, which is too old'",
        "verilator, garbage, simulate, 'says no version'"
    })
    void oldTool_isOneLine(String tool, String version, String command, String what) throws Exception {
        tools.write(tool, version, "exit 0");
        assertFailed(start(command, run(), "--design", DESIGN), tool + ": ", what);
    }

    @ParameterizedTest
    @CsvSource({
        "yosys, synthesize",
        "nextpnr-ice40, synthesize",
        "icepack, synthesize",
        "verilator, simulate",
        "verilator, validate",
        "yosys, validate",
        "make, simulate",
        "g++, simulate"
    })
    void missingTool_isOneLine(String tool, String command) throws Exception {
        tools.delete(tool);
        assertFailed(
                start(command, run(), "--design", DESIGN),
                tool + ": ",
                "is not on the PATH; run scripts/install-tools or install " + tool);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verilator | echo broken >&2; exit 1 | ended with exit code 1 (last words: broken)",
                "verilator | printf 'what\\377?\\n' | ended without an error, but wrote no Vbench.mk",
                "make | exit 2 | ended with exit code 2",
                "make | echo done | ended without an error, but wrote no bench",
                "simulation | exit 3 | ended with exit code 3",
                "simulation | printf 'what\\377?\\n' | ended without the line `rooftile done`",
                "simulation | echo 'rooftile accelerator.cyc' | ended without the line `rooftile done`",
                "simulation | echo rooftile done | its output does not say accelerator.cycles",
                "simulation | echo rooftile high_water x; echo rooftile done | its output says 'x' of high_water",
                "simulation | echo '[5] %Error: no'; exit 0 | reported [5] %Error: no"
            })
    void brokenSimulation_isOneLine(String tool, String body, String what) throws Exception {
        write(tool, body);
        assertFailed(start("simulate", run(), "--design", DESIGN), tool + ": ", what);
    }

    @ParameterizedTest
    @CsvSource({"verilator, simulate", "make, simulate", "simulation, simulate", "simulation, validate"})
    void endlessSimulation_isStoppedWithItsChildren(String tool, String command) throws Exception {
        write(tool, hang());
        assertFailed(
                start(command, run(), "--design", DESIGN, "--tool-seconds", "2"),
                tool + ": ",
                "was stopped after its limit of 2 s");
        assertTrue(Files.exists(folder.resolve("pids/child")));
    }

    private void write(String tool, String body) throws IOException {
        switch (tool) {
            case "verilator" -> tools.write("verilator", "Verilator 5.006", body);
            case "make" -> tools.write("make", "GNU Make 4.3", body);
            case "simulation" -> tools.writeBench(body);
            default -> throw new IllegalArgumentException(tool);
        }
    }

    @Test
    void wordsThatDoNotCome_areWrong() throws Exception {
        tools.writeBench("for key in words_compared words_wrong cycles; do echo rooftile accelerator.$key 0; done;"
                + " echo rooftile done");
        Process process = start("simulate", run(), "--design", DESIGN, "--rows", "12", "--json");
        assertEquals(1, process.waitFor(), err());
        String out = Files.readString(folder.resolve("out"));
        assertTrue(out.contains("\"words_wrong\" : 24"), "12 rows of a word, twice: " + out);
    }

    @ParameterizedTest
    @CsvSource({
        "yosys, Yosys 0.23, synthesize",
        "nextpnr-ice40, nextpnr-ice40 0.4, synthesize",
        "icepack, '', synthesize",
        "verilator, Verilator 5.006, simulate"
    })
    void terminated_leavesNothing(String tool, String version, String command) throws Exception {
        tools.write(tool, version, hang());
        Process process = command.equals("synthesize") ? synthesize() : start(command, run(), "--design", DESIGN);
        while (!Files.exists(folder.resolve("pids/self"))) {
            assertTrue(process.isAlive(), err());
            Thread.sleep(10);
        }
        process.destroy();
        // 128 and SIGTERM.
        assertEquals(143, process.waitFor(), err());
        assertNothingLeft();
        // The line is written if there is time before the end.
        assertTrue(
                List.of("", "rooftile: interrupted; what was unfinished is deleted\n")
                        .contains(err()),
                err());
    }

    @Test
    void doctor_saysWhatIsUnfit_andEndsWell() throws Exception {
        tools.write("yosys", "Yosys 0.9", "exit 0");
        tools.write("verilator", "", "exit 5");
        tools.delete("icepack");
        assertEquals(0, start("doctor").waitFor(), err());
        String out = Files.readString(folder.resolve("out"));
        assertTrue(out.contains("it is version 0.9, which is too old, run scripts/install-tools"), out);
        assertTrue(out.contains("it does not say its version (exit code 5)"), out);
        assertTrue(out.lines().anyMatch(line -> line.matches("icepack +missing .*")), out);
        assertNothingLeft();
    }
}
