package io.rooftile.calibration.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.placement.PlacementResult.Clock;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.FakeTools;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// nextpnr and icepack: real ones on a small design, and scripts that report what no design can.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class PlaceAndRouteTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// 12 flip-flops, one product of 8 x 8, 256 x 16 words.
    static final String DESIGN = """
            module top (input wire logic clk_i, input wire logic [7:0] x_i, output logic y_o);
              logic [11:0] count_q;
              logic signed [15:0] product_q;
              (* ram_style = "block" *) logic [15:0] words [256];
              logic [15:0] word_q;
              always_ff @(posedge clk_i) begin
                count_q <= count_q + 12'(x_i);
                product_q <= $signed(x_i) * $signed(count_q[7:0]);
                word_q <= words[x_i];
                words[count_q[7:0]] <= {8'(x_i), count_q[11:4]};
              end
              assign y_o = ^{count_q, product_q, word_q};
            endmodule
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path netlist(SynthesisTarget target) throws IOException {
        Files.writeString(folder.resolve("top.sv"), DESIGN);
        Sources design = new Sources(folder, List.of("top.sv"), "top");
        return new Synthesis(RealTools.TOOLCHAIN, cache())
                .run(design, target, Hierarchy.FLAT, LIMIT)
                .netlist()
                .orElseThrow();
    }

    private Cache cache() {
        return new Cache(folder.resolve("cache"));
    }

    @Test
    void smallDesign_getsAClockAndABitstream_onUp5k() throws IOException {
        RealTools.need(Tool.YOSYS, Tool.NEXTPNR_ICE40, Tool.ICEPACK);
        Path netlist = netlist(SynthesisTarget.ICE40_UP5K);
        Path pins = Files.writeString(folder.resolve("board.pcf"), "set_io clk_i 35\n");
        PlaceAndRoute tool = new PlaceAndRoute(RealTools.TOOLCHAIN, cache());
        PlacementOptions slow = new PlacementOptions(Optional.of(pins), 12_000_000, 3);
        PlacementResult result = tool.run(netlist, SynthesisTarget.ICE40_UP5K, slow, LIMIT);
        Clock clock = result.clocks().getFirst();
        assertEquals(1, result.clocks().size());
        assertEquals("clk_i", clock.name());
        assertTrue(clock.isMet(), clock.toString());
        assertEquals(1, result.use("ICESTORM_DSP").usedCount());
        assertEquals(1, result.use("ICESTORM_RAM").usedCount());
        assertTrue(result.use("ICESTORM_LC").usedCount() >= 12, "a cell holds one flip-flop");
        assertEquals(5280, result.use("ICESTORM_LC").availableCount());
        assertTrue(Files.size(result.bitstream()) > 100_000, "an image of all of the part's cells");
        assertEquals(result, tool.run(netlist, SynthesisTarget.ICE40_UP5K, slow, LIMIT));

        PlacementOptions fast = new PlacementOptions(Optional.of(pins), 500_000_000, 3);
        PlacementResult missed = tool.run(netlist, SynthesisTarget.ICE40_UP5K, fast, LIMIT);
        assertFalse(missed.clocks().getFirst().isMet(), "no iCE40 has a clock of 500 MHz");
        assertEquals(500_000_000, missed.clocks().getFirst().requestedHertz());
        assertNotEquals(result.bitstream(), missed.bitstream());
    }

    @Test
    void smallDesign_getsAClockAndABitstream_onHx8k() throws IOException {
        RealTools.need(Tool.YOSYS, Tool.NEXTPNR_ICE40, Tool.ICEPACK);
        PlacementResult result = new PlaceAndRoute(RealTools.TOOLCHAIN, cache())
                .run(
                        netlist(SynthesisTarget.ICE40_HX8K),
                        SynthesisTarget.ICE40_HX8K,
                        new PlacementOptions(Optional.empty(), 40_000_000, 1),
                        LIMIT);
        assertTrue(result.clocks().getFirst().isMet(), result.clocks().toString());
        assertEquals(7680, result.use("ICESTORM_LC").availableCount());
        assertTrue(Files.size(result.bitstream()) > 0);
    }

    /// A nextpnr that writes a report of the test's, and an icepack that writes a preamble and a wake-up.
    private PlacementResult runFakes(String report, long clockHertz) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("report.json"), report);
        FakeTools.write(
                bin,
                "nextpnr-ice40",
                "case $1 in --version) echo 'nextpnr-ice40 (Version 0.7)';; *) echo \"$@\" > '" + folder
                        + "/arguments'; cp '" + folder + "/report.json' report.json; echo x > routed.asc;; esac");
        FakeTools.write(bin, "icepack", "printf '\\176\\252\\231\\176\\000\\001\\006\\000' > $2");
        Path netlist = Files.writeString(folder.resolve("netlist.json"), report);
        Toolchain tools = new Toolchain(List.of(bin, Path.of("/usr/bin"), Path.of("/bin")), folder.resolve("none"));
        return new PlaceAndRoute(tools, cache())
                .run(netlist, SynthesisTarget.ICE40_HX8K, new PlacementOptions(Optional.empty(), clockHertz, 7), LIMIT);
    }

    @Test
    void report_ofTwoClocks_isReadAsWritten() throws IOException {
        PlacementResult result = runFakes("""
                {"critical_paths": [], "fmax": {
                  "slow_clk$SB_IO_IN_$glb_clk": {"achieved": 12.3456785, "constraint": 12.5},
                  "clk_i$glb": {"achieved": 99.5, "constraint": 12.5}},
                 "utilization": {"ICESTORM_LC": {"available": 7680, "used": 321}}}
                """, 12_500_000);
        assertEquals(
                List.of(new Clock("clk_i", 12_500_000, 99_500_000), new Clock("slow_clk", 12_500_000, 12_345_679)),
                result.clocks());
        assertEquals(
                List.of(true, false), result.clocks().stream().map(Clock::isMet).toList());
        assertEquals(Map.of("ICESTORM_LC", new PlacementResult.Use(321, 7680)), result.utilisation());
        String arguments = Files.readString(folder.resolve("arguments"));
        assertTrue(arguments.contains("--hx8k --package ct256"), arguments);
        assertTrue(arguments.contains("--seed 7 --freq 12.5 "), arguments);
    }

    @Test
    void reportOfAnotherShape_isAnError() throws IOException {
        for (String report : List.of(
                "{\"utilization\": {}}",
                "{\"fmax\": {\"clk\": {}}, \"utilization\": {}}",
                "{\"fmax\": {\"clk\": {\"achieved\": \"fast\"}}, \"utilization\": {}}",
                "{\"fmax\": 5, \"utilization\": {}}",
                "what?")) {
            ToolFailure failure = assertThrows(ToolFailure.class, () -> runFakes(report, 1_000_000));
            assertTrue(failure.getMessage().startsWith("nextpnr-ice40: its report "), failure.getMessage());
        }
    }
}
