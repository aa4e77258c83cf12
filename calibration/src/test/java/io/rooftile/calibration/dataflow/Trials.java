package io.rooftile.calibration.dataflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.calibration.dataflow.DataflowSimulation.Pressure;
import io.rooftile.calibration.dataflow.DataflowSimulation.Simulated;
import io.rooftile.calibration.dataflow.DataflowSimulation.Trial;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.core.dataflow.Cell;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.device.DspBlock;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.replay.Replay;
import io.rooftile.quantization.integer.StoredFormat;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.rtl.dataflow.PartStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Hardware in Verilator: words as the reference's, cycles as the replay's, with and without back-pressure.
final class Trials {
    static final PartStyle MEMORIES = new PartStyle(128, 64, new DspBlock("DSP48E2", 27, 18, 1));

    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int JOBS = 2;
    private static final long MOST_CYCLES = 1_000_000_000;

    /// Of what multipliers that set the pace could do.
    private static final double LEAST_EFFICIENCY = 0.98;

    /// Compiled benches are kept where the user keeps them, so that what did not change is not compiled again.
    private static final Simulator SIMULATOR = new Simulator(RealTools.TOOLCHAIN, Cache.of(System.getenv()), JOBS);

    private Trials() {}

    /// One accelerator with its prediction.
    ///
    /// @param name what a failure is named by
    /// @param predicted the replay of just the rows that are simulated
    record Candidate(
            String name,
            DataflowDesign design,
            Bottleneck bottleneck,
            SizedAccelerator hardware,
            Replay.Result predicted,
            GoldenVectors vectors) {
        static Candidate of(
                String name, Network network, DataflowDesign design, SizedAccelerator hardware, GoldenVectors vectors) {
            Replay.Result predicted = Replay.run(
                    hardware.accelerator().circuit(), vectors.expected().size(), MOST_CYCLES);
            return new Candidate(name, design, Bottleneck.of(network, design), hardware, predicted, vectors);
        }

        @Override
        public String toString() {
            return name + " " + design.stages();
        }

        Trial trial() {
            return new Trial(vectors, hardware.timing().latencyCycles());
        }
    }

    /// Builds one bench of all candidates, runs it freely and under back-pressure, and checks every word and cycle.
    static void check(List<Candidate> candidates, Path folder) throws IOException {
        List<Trial> trials = candidates.stream().map(Candidate::trial).toList();
        CompiledBench bench = DataflowSimulation.compile(SIMULATOR, trials, folder, LIMIT);
        List<Simulated> free = DataflowSimulation.run(bench, trials, folder, Pressure.NONE, LIMIT, System::nanoTime);
        List<Simulated> pressed =
                DataflowSimulation.run(bench, trials, folder, new Pressure(true, 7), LIMIT, System::nanoTime);
        for (int i = 0; i < candidates.size(); i++) {
            TrialReport.add(candidates.get(i), free.get(i), pressed.get(i));
        }
        assertAll(IntStream.range(0, candidates.size())
                .mapToObj(i -> () -> check(candidates.get(i), free.get(i), pressed.get(i))));
    }

    private static void check(Candidate candidate, Simulated free, Simulated pressed) {
        String name = candidate.toString();
        int rows = candidate.vectors().expected().size();
        long words = (long) rows * candidate.hardware().accelerator().output().words();
        for (Simulated run : List.of(free, pressed)) {
            assertFalse(run.isStuck(), name + " is stuck");
            assertEquals(words, run.wordsCompared(), name + ": words");
            assertEquals(0, run.wordsWrong(), name + ": wrong words");
        }
        assertEquals(candidate.hardware().timing().latencyCycles(), free.latencyCycles(), name + ": latency");
        assertEquals(candidate.predicted().endCycles(), free.endCycles(), name + ": end of each row");
        if (candidate.bottleneck().isMultiplying()) {
            double efficiency = candidate.bottleneck().efficiency(free.intervalCycles());
            assertTrue(efficiency >= LEAST_EFFICIENCY, name + ": MACs per multiplier and cycle " + efficiency);
        }
        for (Cell cell : candidate.hardware().accelerator().circuit().cells()) {
            if (cell instanceof Cell.Fifo fifo) {
                long most = Objects.requireNonNull(free.highWaterWords().get(fifo.name()));
                assertTrue(most <= fifo.depthWords(), fifo.name() + " held " + most);
            }
        }
    }

    /// Rows of any number that the inputs store.
    static byte[] rows(Network network, int count, RandomGenerator random) {
        List<Tensor> inputs = network.inputs();
        List<byte[]> rows = new ArrayList<>();
        int total = 0;
        for (int row = 0; row < count; row++) {
            for (Tensor input : inputs) {
                StoredFormat format = StoredFormat.of(input);
                byte[] bytes = new byte[format.rowBytes()];
                for (int i = 0; i < format.elements(); i++) {
                    long least = OutputRange.least(input.format());
                    format.put(random.nextLong(least, OutputRange.most(input.format()) + 1), bytes, i * format.bytes());
                }
                rows.add(bytes);
                total += bytes.length;
            }
        }
        byte[] all = new byte[total];
        int at = 0;
        for (byte[] row : rows) {
            System.arraycopy(row, 0, all, at, row.length);
            at += row.length;
        }
        return all;
    }
}
