package io.rooftile.calibration.overlay;

import io.rooftile.calibration.simulation.BenchOutput;
import io.rooftile.calibration.simulation.BenchOutput.Reading;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.rtl.overlay.EngineShape;
import io.rooftile.rtl.overlay.EngineSources;
import io.rooftile.rtl.overlay.InstructionSetText;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.OverlayProgram.PlacedMap;
import io.rooftile.rtl.overlay.SimulationFiles;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Runs programs on the overlay engine in Verilator and compares every feature that leaves with the integer reference.
/// An engine is compiled once, whatever runs on it.
public final class OverlaySimulation {
    private static final double NANOSECONDS_PER_SECOND = 1e9;
    /// The memory and the vectors have room for powers of two, so that programs of like sizes share a bench.
    private static final long LEAST_BEATS = 1 << 10;

    private static final Set<String> OWN_PARAMETERS =
            Set.of("PARAMETER_DEPTH", "MEMORY_BEATS", "INPUT_BEATS", "OUTPUT_BEATS");

    private OverlaySimulation() {}

    /// What the memory does to the engine.
    ///
    /// @param isPressed whether all its channels wait at random
    /// @param seed of chance
    public record Memory(MemoryTiming timing, boolean isPressed, int seed) {
        /// A memory that answers in time.
        public static Memory of(MemoryTiming timing) {
            return new Memory(timing, false, 1);
        }
    }

    /// What one run showed.
    ///
    /// @param wordsCompared features of the outputs
    /// @param wordsWrong bytes of them that differ
    /// @param cycles by inference, from the start to the end
    /// @param workCycles of the last inference, in which the array worked
    /// @param error of the engine, 0 for none
    /// @param isStuck whether an inference came to no end
    /// @param beatsRead from memory, in all
    /// @param beatsWritten to memory, in all
    /// @param cyclesPerSecond of the simulation
    public record Simulated(
            long wordsCompared,
            long wordsWrong,
            List<Long> cycles,
            long workCycles,
            int error,
            boolean isStuck,
            long beatsRead,
            long beatsWritten,
            double cyclesPerSecond) {
        public Simulated {
            cycles = List.copyOf(cycles);
        }

        /// Whether all inferences ended and every feature was right.
        public boolean isRight() {
            return wordsWrong == 0 && wordsCompared > 0 && error == 0 && !isStuck;
        }
    }

    /// Compiles the bench of an engine that runs some programs.
    ///
    /// @param trials whose engines differ in nothing but how deep their parameter buffers are
    /// @param cycles about how many will be simulated in all
    /// @param folder receives the sources
    /// @throws io.rooftile.calibration.tool.ToolFailure when a tool is missing or fails
    public static CompiledBench compile(
            Simulator simulator, List<OverlayVectors> trials, long cycles, Path folder, Duration limit)
            throws IOException {
        Map<String, String> files = new TreeMap<>(EngineSources.engine());
        files.putAll(EngineSources.simulation());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Map<String, String> parameters = new TreeMap<>();
        trials.forEach(trial -> parameters(trial)
                .forEach((name, value) -> parameters.merge(name, Long.toString(value), (one, other) -> {
                    requireShared(name, one.equals(other));
                    return Long.toString(Math.max(Long.parseLong(one), Long.parseLong(other)));
                })));
        return simulator.compile(
                new Sources(folder, List.copyOf(files.keySet()), EngineSources.BENCH, parameters), cycles, limit);
    }

    private static void requireShared(String parameter, boolean isEqual) {
        if (!isEqual && !OWN_PARAMETERS.contains(parameter)) {
            throw new IllegalArgumentException("the engines differ in " + parameter);
        }
    }

    private static Map<String, Long> parameters(OverlayVectors trial) {
        OverlayProgram program = trial.program();
        EngineShape shape = program.shape();
        int rows = trial.rows().size();
        Map<String, Long> parameters = new TreeMap<>();
        EngineSources.parameters(shape).forEach((name, value) -> parameters.put(name, Long.parseLong(value)));
        // The engine reads ahead of the program's end.
        parameters.put("MEMORY_BEATS", room(program.memoryBytes() / shape.beatBytes()));
        parameters.put("INPUT_BEATS", room((long) rows * beats(shape, program.inputs())));
        parameters.put(
                "OUTPUT_BEATS", room((long) rows * SimulationFiles.spanBytes(trial.compared()) / shape.beatBytes()));
        return parameters;
    }

    private static long room(long beats) {
        return Long.highestOneBit(Math.max(beats, LEAST_BEATS) * 2 - 1);
    }

    private static int beats(EngineShape shape, List<PlacedMap> maps) {
        return maps.stream().mapToInt(map -> map.map().layout().bytes()).sum() / shape.beatBytes();
    }

    /// Runs a program.
    ///
    /// @param folder where the bench finds what it reads; it is written there
    /// @param mostCycles of an inference after which it is given up
    /// @param nanoseconds a clock
    public static Simulated run(
            CompiledBench bench,
            OverlayVectors vectors,
            Memory memory,
            long mostCycles,
            Path folder,
            Duration limit,
            LongSupplier nanoseconds)
            throws IOException {
        OverlayProgram program = vectors.program();
        for (Map.Entry<String, String> file :
                SimulationFiles.of(program, vectors.compared(), vectors.rows()).entrySet()) {
            if (!file.getKey().equals(InstructionSetText.HEADER_FILE)) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        long start = nanoseconds.getAsLong();
        BenchOutput output = bench.run(folder, settings(vectors, memory, mostCycles), limit);
        double seconds = (nanoseconds.getAsLong() - start) / NANOSECONDS_PER_SECOND;
        List<Long> cycles = new ArrayList<>();
        long work = 0;
        long error = 0;
        for (Reading frame : output.all("frame")) {
            cycles.add(Long.parseLong(frame.values().get(1)));
            work = Long.parseLong(frame.values().get(2));
            error = Long.parseLong(frame.values().get(3));
        }
        return new Simulated(
                required(output, "words_compared"),
                required(output, "words_wrong"),
                cycles,
                work,
                Math.toIntExact(error),
                output.number("stuck").isPresent(),
                required(output, "beats_read"),
                required(output, "beats_written"),
                cycles.stream().mapToLong(Long::longValue).sum() / seconds);
    }

    private static Map<String, String> settings(OverlayVectors vectors, Memory memory, long mostCycles) {
        OverlayProgram program = vectors.program();
        EngineShape shape = program.shape();
        Map<String, String> settings = new TreeMap<>();
        put(settings, "frames", vectors.rows().size());
        put(settings, "input_beat", program.inputs().getFirst().address() / shape.beatBytes());
        put(settings, "input_beats", beats(shape, program.inputs()));
        put(settings, "output_beat", SimulationFiles.firstByte(vectors.compared()) / shape.beatBytes());
        put(settings, "output_beats", SimulationFiles.spanBytes(vectors.compared()) / shape.beatBytes());
        put(settings, "limit", mostCycles);
        put(settings, "latency", memory.timing().latencyCycles());
        put(settings, "rate", memory.timing().beatsPer256Cycles());
        put(settings, "pressure", memory.isPressed() ? 1 : 0);
        put(settings, "seed", memory.seed());
        return settings;
    }

    private static void put(Map<String, String> settings, String name, long value) {
        settings.put(name, Long.toString(value));
    }

    private static long required(BenchOutput output, String key) {
        return output.number(key).orElseThrow(() -> new IllegalStateException("the bench did not say " + key));
    }
}
