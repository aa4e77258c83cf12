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
    /// @param readError number of the beat, from 1 on, that is answered with an error; 0 for none
    /// @param writeError number of the burst, from 1 on, that is answered with an error; 0 for none
    public record Memory(MemoryTiming timing, boolean isPressed, int seed, int readError, int writeError) {
        /// A memory that answers in time.
        public static Memory of(MemoryTiming timing) {
            return new Memory(timing, false, 1, 0, 0);
        }

        /// A memory whose channels wait at random.
        public Memory pressed(int seed) {
            return new Memory(timing, true, seed, readError, writeError);
        }

        /// A memory that fails once in reading.
        public Memory failingRead(int beat) {
            return new Memory(timing, isPressed, seed, beat, writeError);
        }

        /// A memory that fails once in writing.
        public Memory failingWrite(int burst) {
            return new Memory(timing, isPressed, seed, readError, burst);
        }
    }

    /// What one run showed.
    ///
    /// @param wordsCompared features of the outputs
    /// @param wordsWrong bytes of them that differ
    /// @param cycles by inference, from the start to the end
    /// @param workCycles of the last inference, in which the array worked
    /// @param error of the engine, 0 for none
    /// @param isStopped whether an inference took too long and the engine was told to stop
    /// @param beatsRead from memory, in all
    /// @param beatsWritten to memory, in all
    /// @param cyclesPerSecond of the simulation
    public record Simulated(
            long wordsCompared,
            long wordsWrong,
            List<Long> cycles,
            long workCycles,
            int error,
            boolean isStopped,
            long beatsRead,
            long beatsWritten,
            double cyclesPerSecond) {
        public Simulated {
            cycles = List.copyOf(cycles);
        }

        /// Whether all inferences ended and every feature was right.
        public boolean isRight() {
            return wordsWrong == 0 && wordsCompared > 0 && error == 0 && !isStopped;
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
        return simulator.compile(
                new Sources(folder, List.copyOf(files.keySet()), EngineSources.BENCH, parameters(trials)),
                cycles,
                limit);
    }

    /// Parameters of a bench on which all of some trials run.
    static Map<String, String> parameters(List<OverlayVectors> trials) {
        Map<String, String> parameters = new TreeMap<>();
        trials.forEach(trial -> parameters(trial)
                .forEach((name, value) -> parameters.merge(name, Long.toString(value), (one, other) -> {
                    requireShared(name, one.equals(other));
                    return Long.toString(Math.max(Long.parseLong(one), Long.parseLong(other)));
                })));
        return parameters;
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

    static long room(long beats) {
        return Long.highestOneBit(Math.max(beats, LEAST_BEATS) * 2 - 1);
    }

    static int beats(EngineShape shape, List<PlacedMap> maps) {
        return maps.stream().mapToInt(map -> map.map().layout().bytes()).sum() / shape.beatBytes();
    }

    /// Runs a program.
    ///
    /// @param folder where the bench finds what it reads; it is written there
    /// @param mostCycles of an inference after which it is told to stop
    /// @param nanoseconds a clock
    /// @throws io.rooftile.calibration.tool.ToolFailure when the engine breaks a rule of its memory port or
    /// does not stop
    public static Simulated run(
            CompiledBench bench,
            OverlayVectors vectors,
            Memory memory,
            long mostCycles,
            Path folder,
            Duration limit,
            LongSupplier nanoseconds)
            throws IOException {
        Map<String, String> files = SimulationFiles.of(vectors.program(), vectors.compared(), vectors.rows());
        return run(bench, vectors, files, memory, mostCycles, folder, limit, nanoseconds);
    }

    /// Runs what some files say.
    static Simulated run(
            CompiledBench bench,
            OverlayVectors vectors,
            Map<String, String> files,
            Memory memory,
            long mostCycles,
            Path folder,
            Duration limit,
            LongSupplier nanoseconds)
            throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!file.getKey().equals(InstructionSetText.HEADER_FILE)) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        long start = nanoseconds.getAsLong();
        BenchOutput output = bench.run(folder, settings(vectors, memory, mostCycles), limit);
        return read(output, (nanoseconds.getAsLong() - start) / NANOSECONDS_PER_SECOND);
    }

    /// What a bench printed.
    static Simulated read(BenchOutput output, double seconds) {
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
                output.number("stopped").isPresent(),
                required(output, "beats_read"),
                required(output, "beats_written"),
                cycles.stream().mapToLong(Long::longValue).sum() / seconds);
    }

    /// Settings of a bench, by name.
    static Map<String, String> settings(OverlayVectors vectors, Memory memory, long mostCycles) {
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
        put(settings, "read_error", memory.readError());
        put(settings, "write_error", memory.writeError());
        return settings;
    }

    private static void put(Map<String, String> settings, String name, long value) {
        settings.put(name, Long.toString(value));
    }

    private static long required(BenchOutput output, String key) {
        return output.number(key).orElseThrow(() -> new IllegalStateException("the bench did not say " + key));
    }
}
