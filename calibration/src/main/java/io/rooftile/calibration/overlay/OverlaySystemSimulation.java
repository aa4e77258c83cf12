package io.rooftile.calibration.overlay;

import io.rooftile.calibration.overlay.OverlaySimulation.Memory;
import io.rooftile.calibration.overlay.OverlaySimulation.Simulated;
import io.rooftile.calibration.simulation.BenchOutput;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.rtl.overlay.EngineShape;
import io.rooftile.rtl.overlay.InstructionSetText;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.OverlaySystem;
import io.rooftile.rtl.overlay.SimulationFiles;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Runs a program on a small engine with its memory as a host on its line of bytes does, and compares every
/// feature that leaves with the integer reference.
public final class OverlaySystemSimulation {
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private OverlaySystemSimulation() {}

    /// What synthesis reads, compiled with its bench.
    public static CompiledBench compile(Simulator simulator, OverlayVectors vectors, Path folder, Duration limit)
            throws IOException {
        return compile(simulator, vectors, OverlaySystem.files(vectors.program().shape()), folder, limit);
    }

    /// What Yosys mapped it to, compiled with its bench.
    ///
    /// @param model the netlist with models of its cells
    public static CompiledBench compileMapped(
            Simulator simulator, OverlayVectors vectors, Path model, Path folder, Duration limit) throws IOException {
        return compile(simulator, vectors, Map.of("model.v", Files.readString(model)), folder, limit);
    }

    private static CompiledBench compile(
            Simulator simulator, OverlayVectors vectors, Map<String, String> hardware, Path folder, Duration limit)
            throws IOException {
        OverlayProgram program = vectors.program();
        EngineShape shape = program.shape();
        long rows = vectors.rows().size();
        Map<String, String> sources = new TreeMap<>(hardware);
        sources.putAll(OverlaySystem.bench());
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(folder.resolve(source.getKey()), source.getValue());
        }
        Map<String, String> parameters = Map.of(
                "IMAGE_WORDS",
                Long.toString(OverlaySimulation.room(program.memoryBytes() / shape.beatBytes())),
                "INPUT_WORDS",
                Long.toString(OverlaySimulation.room(rows * OverlaySimulation.beats(shape, program.inputs()))),
                "OUTPUT_WORDS",
                Long.toString(OverlaySimulation.room(
                        rows * SimulationFiles.spanBytes(vectors.compared()) / shape.beatBytes())));
        // A program of a small part runs long: optimising pays.
        return simulator.compile(
                new Sources(folder, List.copyOf(sources.keySet()), OverlaySystem.BENCH, parameters),
                Long.MAX_VALUE,
                limit);
    }

    /// Runs a program.
    ///
    /// @param mostCycles of an inference after which it is given up
    /// @param nanoseconds a clock
    /// @return without what the engine does inside: its work and beats are 0
    /// @throws io.rooftile.calibration.tool.ToolFailure when it does not end
    public static Simulated run(
            CompiledBench bench,
            OverlayVectors vectors,
            long mostCycles,
            Path folder,
            Duration limit,
            LongSupplier nanoseconds)
            throws IOException {
        Map<String, String> files = SimulationFiles.of(vectors.program(), vectors.compared(), vectors.rows());
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!file.getKey().equals(InstructionSetText.HEADER_FILE)) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        Map<String, String> settings =
                OverlaySimulation.settings(vectors, Memory.of(MemoryTiming.ONE_PORT), mostCycles);
        settings.put("image_beats", Integer.toString(SimulationFiles.imageBeats(vectors.program())));
        long start = nanoseconds.getAsLong();
        BenchOutput output = bench.run(folder, settings, limit);
        return OverlaySimulation.read(output, (nanoseconds.getAsLong() - start) / NANOSECONDS_PER_SECOND);
    }
}
