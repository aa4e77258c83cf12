package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.simulation.BenchOutput;
import io.rooftile.calibration.simulation.BenchOutput.Reading;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.rtl.AcceleratorFiles;
import io.rooftile.rtl.BenchWriter;
import io.rooftile.rtl.MemoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Runs an accelerator in Verilator and compares every word with the integer reference.
public final class DataflowSimulation {
    private static final String BENCH = BenchWriter.MODULE + ".sv";
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private DataflowSimulation() {}

    /// How words are held back.
    ///
    /// @param isPressed whether the bench holds back words on both sides at random
    /// @param seed of chance
    public record Pressure(boolean isPressed, int seed) {
        public static final Pressure NONE = new Pressure(false, 1);
    }

    /// What one run showed.
    ///
    /// @param wordsCompared of the output
    /// @param wordsWrong of those
    /// @param latencyCycles of the first row: from its first word in to its last word out
    /// @param intervalCycles between the last words of the last two rows; 0 for one row
    /// @param cycles in all
    /// @param isStuck whether words stopped moving before the end
    /// @param highWaterWords by FIFO, the most words that it held
    /// @param cyclesPerSecond of the simulation
    public record Simulated(
            long wordsCompared,
            long wordsWrong,
            long latencyCycles,
            long intervalCycles,
            long cycles,
            boolean isStuck,
            Map<String, Long> highWaterWords,
            double cyclesPerSecond) {
        public Simulated {
            highWaterWords = Map.copyOf(highWaterWords);
        }

        /// Whether every word came and was right.
        public boolean isRight(GoldenVectors vectors) {
            long words = (long) vectors.expected().size()
                    * vectors.accelerator().output().words();
            return wordsWrong == 0 && wordsCompared == words && !isStuck;
        }
    }

    /// Compiles an accelerator's bench.
    ///
    /// @param folder receives sources, memories and vectors; the runs read them there
    /// @param latencyCycles what the replay predicts; the bench gives up long after that
    /// @throws io.rooftile.calibration.tool.ToolFailure when a tool is missing or fails
    public static CompiledBench compile(
            Simulator simulator, GoldenVectors vectors, long latencyCycles, Path folder, Duration limit)
            throws IOException {
        return compile(
                simulator, vectors, AcceleratorFiles.sources(vectors.accelerator()), latencyCycles, folder, limit);
    }

    /// Compiles the same bench for a mapped accelerator.
    ///
    /// @param model as [io.rooftile.calibration.synthesis.Synthesis#model] gives it
    public static CompiledBench compileMapped(
            Simulator simulator, GoldenVectors vectors, Path model, long latencyCycles, Path folder, Duration limit)
            throws IOException {
        return compile(simulator, vectors, Map.of("model.v", Files.readString(model)), latencyCycles, folder, limit);
    }

    private static CompiledBench compile(
            Simulator simulator,
            GoldenVectors vectors,
            Map<String, String> hardware,
            long latencyCycles,
            Path folder,
            Duration limit)
            throws IOException {
        Map<String, String> sources = new TreeMap<>(hardware);
        sources.put(
                BENCH,
                BenchWriter.text(vectors.accelerator(), vectors.expected().size(), latencyCycles));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(folder.resolve(source.getKey()), source.getValue());
        }
        for (Map.Entry<String, String> memory :
                AcceleratorFiles.memories(vectors.accelerator()).entrySet()) {
            Files.writeString(folder.resolve(memory.getKey()), memory.getValue());
        }
        for (MemoryFile file : vectors.files()) {
            Files.writeString(folder.resolve(file.name()), file.text());
        }
        return simulator.compile(new Sources(folder, List.copyOf(sources.keySet()), BenchWriter.MODULE), limit);
    }

    /// Runs a compiled bench.
    ///
    /// @param folder that holds the memories and vectors
    public static Simulated run(
            CompiledBench bench, Path folder, Pressure pressure, Duration limit, LongSupplier nanoseconds) {
        long start = nanoseconds.getAsLong();
        BenchOutput output = bench.run(
                folder,
                Map.of("pressure", pressure.isPressed() ? "1" : "0", "seed", Integer.toString(pressure.seed())),
                limit);
        double seconds = (nanoseconds.getAsLong() - start) / NANOSECONDS_PER_SECOND;
        List<Reading> ends = output.all("frame_end");
        long cycles = required(output, "cycles");
        long firstIn = output.number("first_in").orElse(0L);
        return new Simulated(
                required(output, "words_compared"),
                required(output, "words_wrong"),
                ends.isEmpty() ? 0 : cycle(ends.getFirst()) - firstIn,
                ends.size() < 2 ? 0 : cycle(ends.getLast()) - cycle(ends.get(ends.size() - 2)),
                cycles,
                output.number("stuck").isPresent(),
                highWater(output),
                cycles / seconds);
    }

    private static long cycle(Reading frameEnd) {
        return Long.parseLong(frameEnd.values().getLast());
    }

    private static long required(BenchOutput output, String key) {
        return output.number(key).orElseThrow(() -> new IllegalStateException("the bench did not say " + key));
    }

    private static Map<String, Long> highWater(BenchOutput output) {
        Map<String, Long> words = new HashMap<>();
        for (Reading reading : output.all("high_water")) {
            String path = reading.values().getFirst();
            words.put(
                    path.substring(path.lastIndexOf('.') + 1),
                    Long.parseLong(reading.values().getLast()));
        }
        return words;
    }
}
