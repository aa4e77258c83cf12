package io.rooftile.cli;

import io.rooftile.calibration.dataflow.DataflowSimulation;
import io.rooftile.calibration.dataflow.DataflowSimulation.Pressure;
import io.rooftile.calibration.dataflow.DataflowSimulation.Simulated;
import io.rooftile.calibration.dataflow.DataflowSimulation.Trial;
import io.rooftile.calibration.dataflow.GoldenVectors;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.cli.HardwareSynthesis.Measurement;
import io.rooftile.cli.TrialReport.Cycles;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.dataflow.DataflowModel;
import io.rooftile.costmodel.replay.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Hardware tried: simulated, and mapped to a part where that is asked for.
final class HardwareTrial {
    private final Toolchain tools;
    private final Simulator simulator;
    private final Synthesis synthesis;
    private final Duration limit;
    private final Optional<HardwareSynthesis> measuring;
    private final LongSupplier nanoseconds;

    /// @param jobs how many compilers may run at once
    /// @param limit how long each run of a tool may take
    /// @param measuring where what the hardware takes is asked for
    HardwareTrial(
            Map<String, String> environment,
            int jobs,
            Duration limit,
            Optional<HardwareSynthesis> measuring,
            LongSupplier nanoseconds) {
        this.tools = Toolchain.of(environment);
        Cache cache = Cache.of(environment);
        this.simulator = new Simulator(tools, cache, jobs);
        this.synthesis = new Synthesis(tools, cache);
        this.limit = limit;
        this.measuring = measuring;
        this.nanoseconds = nanoseconds;
    }

    /// What is simulated.
    enum Level {
        /// What was generated.
        SOURCE,
        /// What Yosys mapped it to.
        MAPPED
    }

    /// Tries a design.
    ///
    /// @param rows of golden vectors
    /// @param pressures runs under back-pressure, each with a seed of its own
    TrialReport run(HardwareDesign design, Level level, int rows, int pressures, int threads) throws IOException {
        // What is missing is said before the long work.
        if (measuring.isPresent()) {
            measuring.get().require(design);
        }
        if (level == Level.MAPPED) {
            requireMapping(design);
        }
        GoldenVectors vectors = design.vectors(rows, threads);
        try (WorkFolder work = WorkFolder.temporary()) {
            Path folder = work.path();
            List<Trial> trials =
                    List.of(new Trial(vectors, design.hardware().timing().latencyCycles()));
            CompiledBench bench = compile(design, level, trials.getFirst(), folder);
            Simulated plain = DataflowSimulation.run(bench, trials, folder, Pressure.NONE, limit, nanoseconds)
                    .getFirst();
            List<Simulated> pressed = new ArrayList<>();
            for (int seed = 1; seed <= pressures; seed++) {
                pressed.add(DataflowSimulation.run(bench, trials, folder, new Pressure(true, seed), limit, nanoseconds)
                        .getFirst());
            }
            List<Simulated> runs =
                    Stream.concat(Stream.of(plain), pressed.stream()).toList();
            Optional<Measurement> measured =
                    measuring.isPresent() ? Optional.of(measuring.get().measure(design)) : Optional.empty();
            return report(design, vectors.words(), runs, measured);
        }
    }

    /// @param words that must come out of each run
    /// @param runs the first without back-pressure
    private static TrialReport report(
            HardwareDesign design, long words, List<Simulated> runs, Optional<Measurement> measured) {
        Simulated plain = runs.getFirst();
        Replay.Result timing = design.hardware().timing();
        long wrong = runs.stream()
                .mapToLong(run -> run.wordsWrong() + words - run.wordsCompared())
                .sum();
        boolean isAsPredicted = wrong == 0
                && runs.stream().noneMatch(Simulated::isStuck)
                && plain.latencyCycles() == timing.latencyCycles()
                && (plain.intervalCycles() == 0 || plain.intervalCycles() == timing.intervalCycles())
                && measured.stream().allMatch(Measurement::meetsClock);
        return new TrialReport(
                design.id(),
                design.design().family(),
                runs.stream().mapToLong(Simulated::wordsCompared).sum(),
                wrong,
                new Cycles(timing.latencyCycles(), plain.latencyCycles()),
                new Cycles(timing.intervalCycles(), plain.intervalCycles()),
                plain.cyclesPerSecond(),
                design.design().clockHertz(),
                predicted(design),
                measured,
                plain.highWaterWords(),
                isAsPredicted);
    }

    private void requireMapping(HardwareDesign design) {
        if (!HardwareSynthesis.target(design).isPlaceable()) {
            throw UserInputException.of(
                    "--mapped",
                    design.run().target().board().part().name(),
                    "only what is mapped to iCE40 can be simulated",
                    "leave out --mapped, or explore for icebreaker or hx8k-b-evn");
        }
        tools.require(Tool.YOSYS);
    }

    private CompiledBench compile(HardwareDesign design, Level level, Trial trial, Path folder) throws IOException {
        return switch (level) {
            case SOURCE -> DataflowSimulation.compile(simulator, List.of(trial), folder, limit);
            case MAPPED -> {
                Map<String, String> files = HardwareFiles.accelerator(design);
                HardwareSynthesis.write(files, folder);
                String top = design.hardware().accelerator().name();
                Path netlist = synthesis
                        .run(
                                new Sources(folder, List.copyOf(files.keySet()), top),
                                HardwareSynthesis.target(design),
                                SynthesisTarget.Hierarchy.FLAT,
                                limit)
                        .netlist()
                        .orElseThrow();
                Path model = synthesis.model(netlist, top, limit);
                yield DataflowSimulation.compileMapped(simulator, trial, model, folder, limit);
            }
        };
    }

    /// What the accelerator by itself takes, by the cost model.
    static ResourceVector predicted(HardwareDesign design) {
        return DataflowModel.accelerator(DataflowModel.estimate(
                        design.network().network(),
                        design.design(),
                        design.run().target(),
                        design.hardware().streams())
                .estimate());
    }
}
