package io.rooftile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.Toolchain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `synthesize` with the real tools on the smallest network, and the mapped netlist simulated.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class SynthesizeCommandTest {
    private static final String DESIGN = "dataflow-001";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeModel() throws IOException {
        Files.write(folder.resolve("model.tflite"), IntegerModel.tflite());
    }

    private int run(String... arguments) {
        out = new StringWriter();
        return Rooftile.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String exploreFor(String board) {
        return exploreFor(board, "--family", "dataflow");
    }

    private String exploreFor(String board, String... more) {
        String found = folder.resolve(board).toString();
        String model = folder.resolve("model.tflite").toString();
        List<String> arguments = new ArrayList<>(List.of("explore", model, "--board", board, "--out", found));
        arguments.addAll(List.of(more));
        assertEquals(0, run(arguments.toArray(String[]::new)), err.toString());
        return found;
    }

    private static void need(Tool... tools) {
        Toolchain toolchain = Toolchain.of(System.getenv());
        boolean areThere = Arrays.stream(tools).allMatch(tool -> toolchain.find(tool) instanceof Found);
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(areThere, "tools are missing");
        }
        assumeTrue(areThere, "tools are missing");
    }

    private static JsonNode manifest(Path hardware) throws IOException {
        return new ObjectMapper().readTree(hardware.resolve("manifest.json").toFile());
    }

    @Test
    void icebreaker_getsABitstreamOfTheSameHardware_thatMeetsItsClock() throws IOException {
        need(Tool.YOSYS, Tool.NEXTPNR_ICE40, Tool.ICEPACK);
        String found = exploreFor("icebreaker");
        Path made = folder.resolve("made");
        assertEquals(
                0,
                run("synthesize", found, "--design", DESIGN, "--out", made.toString(), "--json"),
                () -> err + out.toString());
        JsonNode printed = new ObjectMapper().readTree(out.toString());
        JsonNode clock = printed.at("/clocks/0");
        assertEquals(24.0, clock.at("/fmax_mhz/predicted").asDouble());
        assertTrue(clock.at("/fmax_mhz/measured").asDouble() >= 24.0, printed.toString());
        assertEquals(5280, printed.at("/utilisation/ICESTORM_LC/available").asInt());
        assertEquals(3, printed.at("/utilisation/SB_IO/used").asInt(), "clock, RX, TX");
        assertEquals(1, printed.at("/utilisation/ICESTORM_PLL/used").asInt());
        assertTrue(printed.at("/resources/measured/lut").asInt() > 0, printed.toString());
        assertFalse(printed.path("instances").isEmpty(), printed.toString());
        assertTrue(Files.size(made.resolve("bitstream.bin")) > 100_000, "an image of all of the part's cells");
        Path generated = folder.resolve("generated");
        assertEquals(0, run("generate", found, "--design", DESIGN, "--out", generated.toString()), err.toString());
        assertEquals(manifest(generated).get("hardware_sha256"), manifest(made).get("hardware_sha256"));
        assertEquals(
                Files.readString(generated.resolve("board_top.sv")), Files.readString(made.resolve("board_top.sv")));
    }

    /// From a search to what tools found, to coefficients, to the next search.
    @Test
    void measuredDesign_goesAllTheWayRound() throws IOException {
        need(Tool.YOSYS, Tool.NEXTPNR_ICE40, Tool.ICEPACK);
        String found = exploreFor("icebreaker");
        String mine = folder.resolve("mine.csv").toString();
        String set = folder.resolve("mine.yaml").toString();
        assertEquals(0, run("synthesize", found, "--design", DESIGN, "--measurements", mine), err.toString());
        String kept = Files.readString(Path.of(mine));
        assertEquals(2, kept.lines().count(), kept);
        assertEquals(0, run("synthesize", found, "--design", DESIGN, "--measurements", mine), err.toString());
        assertEquals(kept, Files.readString(Path.of(mine)));
        assertEquals(0, run("calibrate", "--measurements", mine, "--out", set), err.toString());
        assertTrue(Files.readString(Path.of(set)).contains("and 1 of a user's own mapped by Yosys"));
        err.getBuffer().setLength(0);
        exploreFor("icebreaker", "--family", "dataflow", "--coefficients", set, "--measurements", mine);
        assertTrue(err.toString().contains(mine + ": 0 designs of this part were too large"), err.toString());
    }

    @Test
    void mappedNetlist_doesWhatTheReferenceDoes_inAsManyCycles() {
        need(Tool.YOSYS, Tool.VERILATOR, Tool.MAKE, Tool.CXX);
        String found = exploreFor("hx8k-b-evn");
        assertEquals(
                0,
                run("simulate", found, "--design", DESIGN, "--mapped", "--rows", "12", "--json"),
                () -> err + out.toString());
        assertTrue(out.toString().contains("\"words_wrong\" : 0"), out.toString());
        assertTrue(out.toString().contains("\"words_compared\" : 24"), "12 rows of a word, twice: " + out);
    }

    @Test
    void partsOfAmd_getAScriptForVivado() throws IOException {
        need(Tool.YOSYS);
        String found = exploreFor("pynq-z2");
        Path made = folder.resolve("made");
        assertEquals(
                0, run("synthesize", found, "--design", DESIGN, "--out", made.toString()), () -> err + out.toString());
        String script = Files.readString(made.resolve("rooftile_vivado.tcl"));
        assertTrue(script.contains("create_project -in_memory -part xc7z020clg400-1\n"), script);
        assertTrue(script.contains("synth_design -mode out_of_context -top axi_accelerator "), script);
        assertTrue(script.contains("read_verilog -sv {accelerator.sv}\n"), script);
        assertTrue(Files.readString(made.resolve("rooftile_clock.xdc")).contains("[get_ports {aclk}]"));
    }

    @Test
    void overlay_isMappedUnitByUnit() throws IOException {
        need(Tool.YOSYS);
        String found = exploreFor("pynq-z2", "--family", "overlay", "--overlay-shape", "1x2x2", "--evaluations", "100");
        Path made = folder.resolve("made");
        assertEquals(
                0,
                run("synthesize", found, "--design", "overlay-001", "--out", made.toString(), "--json"),
                () -> err + out.toString());
        JsonNode printed = new ObjectMapper().readTree(out.toString());
        // 4 products and, as the fastest drains its 2 channels at once, 2 requantisers of 8 blocks; addresses of one
        // bank
        // need no product.
        int dsp = printed.at("/resources/measured/dsp").asInt();
        assertEquals(printed.at("/resources/predicted/dsp").asInt(), dsp, printed.toString());
        assertEquals(20, dsp, printed.toString());
        assertTrue(printed.at("/instances/compute.datapath.multiply/ff").asInt() > 0, printed.toString());
        assertTrue(printed.at("/instances/compute.datapath.weights/bram").asInt() > 0, printed.toString());
        assertEquals(printed, manifest(made).get("synthesis"));
        assertTrue(Files.exists(made.resolve("axi_overlay.sv")));
    }

    @Test
    void boardThatYosysCannotMap_isOneLine() {
        String found = exploreFor("tang-nano-9k");
        err.getBuffer().setLength(0);
        assertEquals(2, run("synthesize", found, "--design", DESIGN));
        assertTrue(err.toString().contains("Yosys cannot map to it"), err.toString());
        assertEquals(1, err.toString().strip().lines().count(), err.toString());
    }
}
