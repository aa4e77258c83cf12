package io.rooftile.calibration.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Verilator itself, on a bench that sums the numbers of a file.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class SimulatorTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// Sums `Words` numbers of `numbers.mem`, one a cycle from the first cycle without reset.
    private static final String BENCH = """
            `default_nettype none
            module sum_bench #(parameter int unsigned Words = 3) (input wire logic clk, input wire logic rst);
              logic [15:0] numbers [4];
              logic [31:0] sum_q;
              int unsigned cycle_q, reset_q, limit;
              initial begin
                $readmemh("numbers.mem", numbers);
                if (!$value$plusargs("limit=%d", limit)) limit = Words;
                reset_q = 0;
              end
              always_ff @(posedge clk) begin
                if (rst) begin
                  sum_q <= '0;
                  cycle_q <= 0;
                  reset_q <= reset_q + 1;
                end else if (cycle_q < limit) begin
                  sum_q <= sum_q + 32'(numbers[cycle_q]);
                  cycle_q <= cycle_q + 1;
                  if (cycle_q == 1) $display("rooftile second %0d %h", cycle_q, numbers[cycle_q]);
                end else begin
                  $display("rooftile reset_cycles %0d", reset_q);
                  $display("rooftile sum %0d", sum_q);
                  ENDING
                  $finish;
                end
              end
            endmodule
            `default_nettype wire
            """;

    private static final String DONE = "$display(\"rooftile done\");";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path cacheFolder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void needTools() {
        RealTools.need(Tool.VERILATOR, Tool.CXX, Tool.MAKE);
    }

    private CompiledBench compile(String ending, Map<String, String> parameters) throws IOException {
        Files.writeString(folder.resolve("sum_bench.sv"), BENCH.replace("ENDING", ending));
        Files.writeString(folder.resolve("numbers.mem"), "0010\n0200\n3000\n0004\n");
        return new Simulator(RealTools.TOOLCHAIN, new Cache(cacheFolder), 2)
                .compile(new Sources(folder, List.of("sum_bench.sv"), "sum_bench", parameters), 100, LIMIT);
    }

    @Test
    void bench_readsItsFile_itsSettingsAndItsParameters() throws IOException {
        BenchOutput three = compile(DONE, Map.of()).run(folder, Map.of(), LIMIT);
        assertEquals(Optional.of(0x3210L), three.number("sum"));
        assertEquals(Optional.of((long) Simulator.RESET_CYCLES), three.number("reset_cycles"));
        assertEquals(List.of(new BenchOutput.Reading("second", List.of("1", "0200"))), three.all("second"));
        assertEquals(Optional.empty(), three.number("second"), "two values are not one number");
        BenchOutput two = compile(DONE, Map.of()).run(folder, Map.of("limit", "2"), LIMIT);
        assertEquals(Optional.of(0x210L), two.number("sum"));
        BenchOutput four = compile(DONE, Map.of("Words", "4")).run(folder, Map.of(), LIMIT);
        assertEquals(Optional.of(0x3214L), four.number("sum"));
    }

    @Test
    void unchangedBench_isNotCompiledAgain_aChangedOneIs() throws IOException {
        CompiledBench first = compile(DONE, Map.of());
        FileTime made = Files.getLastModifiedTime(first.program());
        CompiledBench second = compile(DONE, Map.of());
        assertEquals(first, second);
        assertEquals(made, Files.getLastModifiedTime(second.program()));
        assertNotEquals(first, compile(DONE + " // changed", Map.of()));
    }

    @Test
    void benchWithoutDone_fails() throws IOException {
        CompiledBench bench = compile("", Map.of());
        ToolFailure failure = assertThrows(ToolFailure.class, () -> bench.run(folder, Map.of(), LIMIT));
        assertTrue(failure.getMessage().contains("ended without the line `rooftile done`"), failure.getMessage());
    }

    @Test
    void benchThatReportsAnError_fails() throws IOException {
        CompiledBench bench = compile("$error(\"word 3 is wrong\"); " + DONE, Map.of());
        ToolFailure failure = assertThrows(ToolFailure.class, () -> bench.run(folder, Map.of(), LIMIT));
        assertTrue(failure.getMessage().contains("word 3 is wrong"), failure.getMessage());
    }

    @Test
    void failedAssertion_fails() throws IOException {
        CompiledBench bench = compile("assert (sum_q == 5) else $error(\"sum is no 5\"); " + DONE, Map.of());
        ToolFailure failure = assertThrows(ToolFailure.class, () -> bench.run(folder, Map.of(), LIMIT));
        assertTrue(failure.getMessage().contains("sum is no 5"), failure.getMessage());
    }

    @Test
    void benchThatNeverEnds_isStopped() throws IOException {
        CompiledBench bench = compile(DONE, Map.of());
        ToolFailure failure = assertThrows(
                ToolFailure.class, () -> bench.run(folder, Map.of("limit", "4000000000"), Duration.ofMillis(300)));
        assertTrue(failure.getMessage().contains("its limit of 0.3 s"), failure.getMessage());
    }

    @Test
    void sourceThatDoesNotCompile_saysWhereAndIsNotKept() throws IOException {
        ToolFailure failure = assertThrows(ToolFailure.class, () -> compile("this is no statement", Map.of()));
        assertTrue(failure.getMessage().startsWith("verilator: ended with exit code 1"), failure.getMessage());
        assertTrue(
                failure.details().stream().anyMatch(line -> line.contains("sum_bench.sv:2")),
                failure.details().toString());
    }
}
