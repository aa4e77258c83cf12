package io.rooftile.calibration.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.overlay.OverlaySimulation.Memory;
import io.rooftile.calibration.simulation.BenchOutput;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.rtl.overlay.EngineSources;
import io.rooftile.rtl.overlay.OverlayTop;
import io.rooftile.rtl.overlay.SimulationFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine as a block, driven through its registers as a host does it: what they read, the counters, a start while
/// it runs, a stop, a program that is none.
final class OverlayBlockTest {
    private static final String BENCH = "overlay_block_bench";
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Simulator SIMULATOR = new Simulator(RealTools.TOOLCHAIN, Cache.of(System.getenv()), 2);

    /// Steps of the bench that print CYCLES, ARRAY_CYCLES, BEATS_READ, BEATS_WRITTEN after the first run, CYCLES and
    /// BEATS_READ after the second, CYCLES in the middle of the third, and after the fourth.
    private static final List<Integer> PRINTED = List.of(16, 17, 18, 19, 24, 25, 29, 35);

    @Test
    void block_drivenThroughItsRegisters_saysWhatItDoes(@TempDir Path folder) throws IOException {
        RealTools.need(Tool.VERILATOR, Tool.MAKE, Tool.CXX);
        OverlayTrialNet net = OverlayTrialNet.next(5, 12);
        OverlayVectors vectors = net.vectors();
        Map<String, String> files =
                new TreeMap<>(OverlayTop.engine(vectors.program().shape()));
        files.putAll(OverlayTop.block(vectors.program().shape(), "1.2.3", "89abcdef".repeat(8)));
        files.putAll(EngineSources.simulation());
        files.remove(EngineSources.BENCH + ".sv");
        files.put(BENCH + ".sv", text());
        files.putAll(SimulationFiles.of(vectors.program(), vectors.compared(), vectors.rows()));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Map<String, String> parameters = new TreeMap<>(OverlaySimulation.parameters(List.of(vectors)));
        parameters.keySet().retainAll(List.of("PORT_BITS", "MEMORY_BEATS", "INPUT_BEATS", "OUTPUT_BEATS"));
        List<String> sources = files.keySet().stream()
                .filter(file -> file.endsWith(".sv") || file.endsWith(".svh"))
                .toList();
        CompiledBench bench = SIMULATOR.compile(
                new Sources(folder, sources, BENCH, parameters),
                10 * net.predicted().cycles(),
                LIMIT);
        BenchOutput output = bench.run(
                folder,
                OverlaySimulation.settings(
                        vectors,
                        Memory.of(OverlayTrialNet.TIMING),
                        net.predicted().cycles()),
                LIMIT);

        assertEquals(0, output.number("beats_wrong").orElseThrow());
        List<Long> steps = output.all("reads").stream()
                .map(reading -> Long.parseLong(reading.values().get(0)))
                .toList();
        assertEquals(PRINTED.stream().map(Integer::longValue).toList(), steps);
        List<Long> read = output.all("reads").stream()
                .map(reading -> Long.parseLong(reading.values().get(1)))
                .toList();
        long cycles = net.predicted().cycles();
        long beatsRead = Long.parseLong(output.all("beats").getFirst().values().get(0));
        long beatsWritten =
                Long.parseLong(output.all("beats").getFirst().values().get(1));
        assertEquals(List.of(cycles, net.predicted().arrayCycles(), beatsRead, beatsWritten), read.subList(0, 4));
        assertEquals(List.of(cycles, beatsRead), read.subList(4, 6));
        assertTrue(read.get(6) < cycles, "stopped after " + read.get(6) + " of " + cycles + " cycles");
        assertEquals(cycles, read.get(7));
    }

    private static String text() throws IOException {
        try (InputStream stream = OverlayBlockTest.class.getResourceAsStream(BENCH + ".sv")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
