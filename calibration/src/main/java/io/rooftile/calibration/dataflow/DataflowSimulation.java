package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.simulation.BenchOutput;
import io.rooftile.calibration.simulation.BenchOutput.Reading;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.rtl.Accelerator;
import io.rooftile.rtl.AcceleratorFiles;
import io.rooftile.rtl.BenchWriter;
import io.rooftile.rtl.BenchWriter.Case;
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
    /// @param endCycles by row whose last word came, from the first word of the first row in to that word
    /// @param cycles in all
    /// @param isStuck whether words stopped moving before the end
    /// @param highWaterWords by FIFO, the most words that it held
    /// @param cyclesPerSecond of the simulation
    public record Simulated(
            long wordsCompared,
            long wordsWrong,
            List<Long> endCycles,
            long cycles,
            boolean isStuck,
            Map<String, Long> highWaterWords,
            double cyclesPerSecond) {
        public Simulated {
            endCycles = List.copyOf(endCycles);
            highWaterWords = Map.copyOf(highWaterWords);
        }

        /// Of the first row: from its first word in to its last word out; 0 if that did not come.
        public long latencyCycles() {
            return endCycles.isEmpty() ? 0 : endCycles.getFirst();
        }

        /// Between the last words of the last two rows; 0 for one row.
        public long intervalCycles() {
            int rows = endCycles.size();
            return rows < 2 ? 0 : endCycles.get(rows - 1) - endCycles.get(rows - 2);
        }
    }

    /// One accelerator and what it is tried with.
    ///
    /// @param latencyCycles what the replay predicts; the bench gives up long after that
    public record Trial(GoldenVectors vectors, long latencyCycles) {
        Accelerator accelerator() {
            return vectors.accelerator();
        }

        /// About as many as it takes to run freely and under back-pressure: rows overlap, but back-pressure slows them.
        long cycles() {
            return 2L * vectors.expected().size() * latencyCycles;
        }

        Case bench() {
            return new Case(accelerator(), vectors.expected().size(), latencyCycles);
        }
    }

    /// Compiles a bench of some accelerators, each with a name of its own.
    ///
    /// @param folder receives sources, memories and vectors; the runs read them there
    /// @throws io.rooftile.calibration.tool.ToolFailure when a tool is missing or fails
    public static CompiledBench compile(Simulator simulator, List<Trial> trials, Path folder, Duration limit)
            throws IOException {
        Map<String, String> hardware = new TreeMap<>();
        for (Trial trial : trials) {
            hardware.putAll(AcceleratorFiles.sources(trial.accelerator()));
        }
        return compile(simulator, trials, hardware, folder, limit);
    }

    /// Compiles the same bench for a mapped accelerator.
    ///
    /// @param model as [io.rooftile.calibration.synthesis.Synthesis#model] gives it
    public static CompiledBench compileMapped(Simulator simulator, Trial trial, Path model, Path folder, Duration limit)
            throws IOException {
        return compile(simulator, List.of(trial), Map.of("model.v", Files.readString(model)), folder, limit);
    }

    private static CompiledBench compile(
            Simulator simulator, List<Trial> trials, Map<String, String> hardware, Path folder, Duration limit)
            throws IOException {
        Map<String, String> sources = new TreeMap<>(hardware);
        for (Trial trial : trials) {
            for (Map.Entry<String, String> memory :
                    AcceleratorFiles.memories(trial.accelerator()).entrySet()) {
                Files.writeString(folder.resolve(memory.getKey()), memory.getValue());
            }
            for (MemoryFile file : trial.vectors().files(trial.bench())) {
                Files.writeString(folder.resolve(file.name()), file.text());
            }
        }
        sources.put(BENCH, BenchWriter.text(trials.stream().map(Trial::bench).toList()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(folder.resolve(source.getKey()), source.getValue());
        }
        long cycles = trials.stream().mapToLong(Trial::cycles).max().orElse(0);
        return simulator.compile(new Sources(folder, List.copyOf(sources.keySet()), BenchWriter.MODULE), cycles, limit);
    }

    /// Runs a compiled bench.
    ///
    /// @param folder that holds the memories and vectors
    /// @param nanoseconds a clock
    /// @return by trial what it showed
    public static List<Simulated> run(
            CompiledBench bench,
            List<Trial> trials,
            Path folder,
            Pressure pressure,
            Duration limit,
            LongSupplier nanoseconds) {
        long start = nanoseconds.getAsLong();
        BenchOutput output = bench.run(
                folder,
                Map.of("pressure", pressure.isPressed() ? "1" : "0", "seed", Integer.toString(pressure.seed())),
                limit);
        double seconds = (nanoseconds.getAsLong() - start) / NANOSECONDS_PER_SECOND;
        Map<String, Long> highWater = highWater(output);
        return trials.stream()
                .map(trial -> simulated(trial.accelerator().name() + ".", output, highWater, seconds))
                .toList();
    }

    private static Simulated simulated(String top, BenchOutput output, Map<String, Long> highWater, double seconds) {
        List<Reading> ends = output.all(top + "frame_end");
        long cycles = required(output, top + "cycles");
        long firstIn = output.number(top + "first_in").orElse(0L);
        return new Simulated(
                required(output, top + "words_compared"),
                required(output, top + "words_wrong"),
                ends.stream().map(end -> cycle(end) - firstIn).toList(),
                cycles,
                output.number(top + "stuck").isPresent(),
                highWater,
                cycles / seconds);
    }

    private static long cycle(Reading frameEnd) {
        return number(frameEnd);
    }

    private static long required(BenchOutput output, String key) {
        return output.number(key).orElseThrow(() -> unreadable("does not say " + key));
    }

    private static Map<String, Long> highWater(BenchOutput output) {
        Map<String, Long> words = new HashMap<>();
        for (Reading reading : output.all("high_water")) {
            long most = number(reading);
            String path = reading.values().getFirst();
            words.put(path.substring(path.lastIndexOf('.') + 1), most);
        }
        return words;
    }

    /// The last value of a line that has one in front of it: what is counted, then how many.
    private static long number(Reading reading) {
        String last = reading.values().size() == 2 ? reading.values().getLast() : "";
        if (!last.matches("\\d{1,18}")) {
            throw unreadable("says '" + String.join(" ", reading.values()) + "' of " + reading.key());
        }
        return Long.parseLong(last);
    }

    private static ToolFailure unreadable(String what) {
        return ToolFailure.of("simulation", "its output " + what, "please report the version of Verilator");
    }
}
