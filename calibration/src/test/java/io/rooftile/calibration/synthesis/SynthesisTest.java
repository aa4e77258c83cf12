package io.rooftile.calibration.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Yosys itself, on a design whose flip-flops, multipliers and memories can be counted by hand.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class SynthesisTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// Two accumulators of 3 and `Width` bits, an 8 x 8 product in a register, 1024 x 9 bits of constants.
    static final String DESIGN = """
            `default_nettype none
            module accumulator #(parameter int unsigned Width = 3) (
              input wire logic clk_i, input wire logic rst_i, input wire logic [Width-1:0] d_i,
              output logic [Width-1:0] q_o
            );
              always_ff @(posedge clk_i) if (rst_i) q_o <= '0; else q_o <= q_o + d_i;
            endmodule
            module constants (input wire logic clk_i, input wire logic [9:0] a_i, output logic [8:0] q_o);
              (* ram_style = "block", rom_style = "block" *) logic [8:0] words [1024];
              initial $readmemh("words.mem", words);
              always_ff @(posedge clk_i) q_o <= words[a_i];
            endmodule
            module product (
              input wire logic clk_i, input wire logic signed [7:0] a_i, input wire logic signed [7:0] b_i,
              output logic signed [15:0] p_o
            );
              always_ff @(posedge clk_i) p_o <= a_i * b_i;
            endmodule
            module top #(parameter int unsigned Width = 5) (
              input wire logic clk_i, input wire logic rst_i, input wire logic [9:0] x_i, output logic y_o
            );
              logic [2:0] a;
              logic [Width-1:0] b;
              logic [8:0] c;
              logic [15:0] p;
              accumulator #(.Width(3)) u_small (.clk_i, .rst_i, .d_i(x_i[2:0]), .q_o(a));
              accumulator #(.Width(Width)) u_large (.clk_i, .rst_i, .d_i(Width'(x_i)), .q_o(b));
              constants u_constants (.clk_i, .a_i(x_i), .q_o(c));
              product u_product (.clk_i, .a_i(x_i[7:0]), .b_i(c[8:1]), .p_o(p));
              assign y_o = ^{a, b, c, p};
              always_ff @(posedge clk_i) assert (!rst_i);
            endmodule
            `default_nettype wire
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path cacheFolder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void needTools() {
        RealTools.need(Tool.YOSYS);
    }

    @BeforeEach
    void writeDesign() throws IOException {
        writeDesign(folder);
    }

    /// Writes the design's files, and says what they are.
    public static Sources writeDesign(Path folder) throws IOException {
        Files.writeString(folder.resolve("top.sv"), DESIGN);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_126);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 1024; i++) {
            words.append(Integer.toHexString(random.nextInt(512))).append('\n');
        }
        Files.writeString(folder.resolve("words.mem"), words);
        return new Sources(folder, List.of("top.sv", "words.mem"), "top");
    }

    private SynthesisResult run(SynthesisTarget target, Hierarchy hierarchy, Map<String, String> parameters) {
        Sources design = new Sources(folder, List.of("top.sv", "words.mem"), "top", parameters);
        return new Synthesis(RealTools.TOOLCHAIN, new Cache(cacheFolder)).run(design, target, hierarchy, LIMIT);
    }

    /// 1024 x 9 bits are one 18 Kb block, or three of 1024 x 4. An iCE40 without DSP blocks builds the product of LUTs.
    @ParameterizedTest
    @CsvSource({"XC7, 1, 1", "XCU, 1, 1", "XCUP, 1, 1", "ECP5, 1, 1", "ICE40_UP5K, 1, 3", "ICE40_HX8K, 0, 3"})
    void resources_ofEachInstance_areAsCountedByHand(SynthesisTarget target, int dsp, int bram) {
        SynthesisResult result = run(target, Hierarchy.KEPT, Map.of());
        assertEquals(3, result.instance("u_small").ff());
        assertEquals(5, result.instance("u_large").ff());
        assertTrue(result.instance("u_small").lut() >= 3, "an adder takes a LUT a bit");
        assertEquals(bram, result.instance("u_constants").bram());
        assertEquals(dsp, result.instance("u_product").dsp());
        assertEquals(4, result.instances().size());
        ResourceVector sum = result.instances().values().stream().reduce(ResourceVector.ZERO, ResourceVector::plus);
        assertEquals(sum.ff(), result.resources().ff());
        assertEquals(sum.bram(), result.resources().bram());
        assertTrue(result.resources().lut() > sum.lut(), "the top has gates of its own");
        assertEquals(target.isPlaceable(), result.netlist().isPresent());
        long wide = run(target, Hierarchy.KEPT, Map.of("Width", "7"))
                .instance("u_large")
                .ff();
        assertEquals(7, wide);
    }

    @ParameterizedTest
    @CsvSource({"XC7, 1", "XCUP, 1", "ECP5, 1", "ICE40_UP5K, 3"})
    void flattenedDesign_hasTheSameBlocks(SynthesisTarget target, int bram) {
        SynthesisResult result = run(target, Hierarchy.FLAT, Map.of());
        assertTrue(result.instances().isEmpty());
        assertEquals(1, result.resources().dsp());
        assertEquals(bram, result.resources().bram());
        assertEquals(1, result.count(target, Primitive.Kind.DSP));
    }

    @Test
    void unchangedDesign_isNotMappedAgain() throws IOException {
        SynthesisResult first = run(SynthesisTarget.ICE40_HX8K, Hierarchy.FLAT, Map.of());
        FileTime made = Files.getLastModifiedTime(first.netlist().orElseThrow());
        SynthesisResult second = run(SynthesisTarget.ICE40_HX8K, Hierarchy.FLAT, Map.of());
        assertEquals(first, second);
        assertEquals(made, Files.getLastModifiedTime(second.netlist().orElseThrow()));
        Files.writeString(folder.resolve("words.mem"), "1\n".repeat(1024));
        SynthesisResult changed = run(SynthesisTarget.ICE40_HX8K, Hierarchy.FLAT, Map.of());
        assertFalse(first.netlist().equals(changed.netlist()), "memory contents count");
    }

    @Test
    void sourceThatDoesNotParse_saysWhere() throws IOException {
        Files.writeString(folder.resolve("top.sv"), "module top;\nthis is no module\nendmodule\n");
        ToolFailure failure =
                assertThrows(ToolFailure.class, () -> run(SynthesisTarget.ECP5, Hierarchy.FLAT, Map.of()));
        assertTrue(failure.getMessage().contains("top.sv:2"), failure.getMessage());
    }
}
