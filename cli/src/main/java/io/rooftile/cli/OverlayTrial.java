package io.rooftile.cli;

import io.rooftile.calibration.overlay.OverlaySimulation;
import io.rooftile.calibration.overlay.OverlaySimulation.Memory;
import io.rooftile.calibration.overlay.OverlaySimulation.Simulated;
import io.rooftile.calibration.overlay.OverlaySystemSimulation;
import io.rooftile.calibration.overlay.OverlayVectors;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.cli.HardwareSynthesis.Measurement;
import io.rooftile.cli.HardwareTrial.Level;
import io.rooftile.cli.TrialReport.Cycles;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.overlay.OverlayModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// An overlay tried: its program simulated on its engine, and the engine mapped to a part where that is asked for.
final class OverlayTrial {
    /// An inference that takes so much longer than predicted is given up; channels that wait at random slow it down.
    private static final int MOST_TIMES = 100;

    private static final String SYSTEM = "system";

    private final Toolchain tools;
    private final Simulator simulator;
    private final Synthesis synthesis;
    private final Duration limit;
    private final Optional<HardwareSynthesis> measuring;
    private final LongSupplier nanoseconds;

    /// @param jobs how many compilers may run at once
    /// @param limit how long each run of a tool may take
    /// @param measuring where what the hardware takes is asked for
    OverlayTrial(
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

    /// Tries a design.
    ///
    /// @param rows that go through, one inference after the other
    /// @param pressures runs in which the memory's channels wait at random, each with a seed of its own
    TrialReport run(OverlayHardware design, Level level, int rows, int pressures, int threads) throws IOException {
        SynthesisTarget target =
                HardwareSynthesis.target(design.run().target().board().part());
        boolean isSmall = OverlayBoard.isSmall(design.run().target().board());
        requireTools(design, level, isSmall);
        OverlayVectors vectors = design.vectors(rows, threads);
        try (WorkFolder work = WorkFolder.temporary()) {
            Path folder = work.path();
            long cycles = (1L + pressures) * rows * design.predicted().cycles();
            CompiledBench bench = OverlaySimulation.compile(simulator, List.of(vectors), cycles, folder, limit);
            List<Simulated> runs = new ArrayList<>();
            runs.add(
                    isSmall
                            ? runSystem(design, level, vectors, Files.createDirectory(folder.resolve(SYSTEM)))
                            : run(bench, design, vectors, Memory.of(design.memory()), folder));
            for (int seed = 1; seed <= pressures; seed++) {
                runs.add(run(bench, design, vectors, Memory.of(design.memory()).pressed(seed), folder));
            }
            return report(
                    design, runs, measuring.isPresent() ? Optional.of(measured(design, target)) : Optional.empty());
        }
    }

    /// What is missing is said before the long work.
    private void requireTools(OverlayHardware design, Level level, boolean isSmall) {
        if (level == Level.MAPPED && !isSmall) {
            throw UserInputException.of(
                    "--mapped",
                    design.id(),
                    "only overlays with the part's own RAM can be simulated as they are mapped",
                    "leave out --mapped");
        }
        if (measuring.isPresent() || level == Level.MAPPED) {
            tools.require(Tool.YOSYS);
        }
        if (OverlayBoard.isPlaced(design.run().target().board())) {
            measuring.ifPresent(HardwareSynthesis::requirePlacing);
        }
    }

    /// A small engine with its memory, as its host sees it.
    private Simulated runSystem(OverlayHardware design, Level level, OverlayVectors vectors, Path folder)
            throws IOException {
        CompiledBench bench =
                switch (level) {
                    case SOURCE -> OverlaySystemSimulation.compile(simulator, vectors, folder, limit);
                    case MAPPED -> {
                        SynthesisTarget target = HardwareSynthesis.target(
                                design.run().target().board().part());
                        Path netlist =
                                synthesised(design, target, folder).netlist().orElseThrow();
                        Path model = synthesis.model(netlist, OverlayBoard.top(design), limit);
                        yield OverlaySystemSimulation.compileMapped(simulator, vectors, model, folder, limit);
                    }
                };
        long most = MOST_TIMES * design.predicted().cycles();
        return OverlaySystemSimulation.run(bench, vectors, most, folder, limit, nanoseconds);
    }

    private Simulated run(
            CompiledBench bench, OverlayHardware design, OverlayVectors vectors, Memory memory, Path folder)
            throws IOException {
        long most = MOST_TIMES * design.predicted().cycles();
        return OverlaySimulation.run(bench, vectors, memory, most, folder, limit, nanoseconds);
    }

    private static TrialReport report(OverlayHardware design, List<Simulated> runs, Optional<Measurement> measured) {
        Simulated plain = runs.getFirst();
        Cycles cycles = new Cycles(design.predicted().cycles(), plain.cycles().getLast());
        boolean isAsPredicted = runs.stream().allMatch(Simulated::isRight)
                && plain.cycles().stream()
                        .allMatch(simulated -> simulated == design.predicted().cycles())
                && measured.stream().allMatch(Measurement::meetsClock);
        return new TrialReport(
                design.id(),
                design.design().family(),
                runs.stream().mapToLong(Simulated::wordsCompared).sum(),
                runs.stream().mapToLong(Simulated::wordsWrong).sum(),
                cycles,
                cycles,
                plain.cyclesPerSecond(),
                design.design().clockHertz(),
                predicted(design),
                measured,
                Map.of(),
                isAsPredicted);
    }

    /// Of one core.
    static ResourceVector predicted(OverlayHardware design) {
        return OverlayModel.estimate(
                        design.run().network(),
                        design.design().withCores(1),
                        design.run().target())
                .estimate()
                .figures()
                .resources();
    }

    private SynthesisResult synthesised(OverlayHardware design, SynthesisTarget target, Path folder)
            throws IOException {
        Map<String, String> files = OverlayBoard.engine(design);
        HardwareSynthesis.write(files, folder);
        Sources sources = new Sources(folder, List.copyOf(files.keySet()), OverlayBoard.top(design));
        return synthesis.run(sources, target, SynthesisTarget.Hierarchy.FLAT, limit);
    }

    private Measurement measured(OverlayHardware design, SynthesisTarget target) throws IOException {
        try (WorkFolder work = WorkFolder.temporary()) {
            SynthesisResult mapped = synthesised(design, target, work.path());
            boolean isPlaced = OverlayBoard.isPlaced(design.run().target().board());
            return new Measurement(
                    mapped,
                    isPlaced && measuring.isPresent()
                            ? Optional.of(measuring.get().place(design, work.path(), HardwareSynthesis.FIRST_SEED))
                            : Optional.empty());
        }
    }
}
