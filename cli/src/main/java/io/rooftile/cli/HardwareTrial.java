package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.dataflow.DataflowSimulation;
import io.rooftile.calibration.dataflow.DataflowSimulation.Pressure;
import io.rooftile.calibration.dataflow.DataflowSimulation.Simulated;
import io.rooftile.calibration.dataflow.DataflowSimulation.Trial;
import io.rooftile.calibration.dataflow.GoldenVectors;
import io.rooftile.calibration.simulation.CompiledBench;
import io.rooftile.calibration.simulation.Simulator;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.dataflow.DataflowModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Hardware tried: simulated, and mapped to a part where that is asked for.
final class HardwareTrial {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Simulator simulator;
    private final Synthesis synthesis;
    private final LongSupplier nanoseconds;

    /// What was found of one design.
    ///
    /// @param plain run without back-pressure
    /// @param pressed runs under random back-pressure
    /// @param predicted resources by the cost model
    /// @param measured resources by Yosys; empty when that was not asked for
    record Finding(
            HardwareDesign design,
            Simulated plain,
            List<Simulated> pressed,
            ResourceVector predicted,
            List<ResourceVector> measured) {
        /// Words that were wrong or did not come, over all runs.
        long wordsWrong() {
            return plain.wordsWrong()
                    + pressed.stream().mapToLong(Simulated::wordsWrong).sum();
        }

        long wordsCompared() {
            return plain.wordsCompared()
                    + pressed.stream().mapToLong(Simulated::wordsCompared).sum();
        }

        /// Whether the hardware does what was predicted, word for word and cycle for cycle.
        boolean isAsPredicted() {
            return wordsWrong() == 0
                    && !plain.isStuck()
                    && pressed.stream().noneMatch(Simulated::isStuck)
                    && plain.latencyCycles() == design.hardware().timing().latencyCycles()
                    && (plain.intervalCycles() == 0
                            || plain.intervalCycles()
                                    == design.hardware().timing().intervalCycles());
        }
    }

    HardwareTrial(Map<String, String> environment, int jobs, LongSupplier nanoseconds) {
        Toolchain tools = Toolchain.of(environment);
        Cache cache = Cache.of(environment);
        this.simulator = new Simulator(tools, cache, jobs);
        this.synthesis = new Synthesis(tools, cache);
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
    Finding run(HardwareDesign design, Level level, int rows, int pressures, boolean isSynthesised, int threads)
            throws IOException {
        GoldenVectors vectors = design.vectors(rows, threads);
        Path folder = Files.createTempDirectory("rooftile-");
        try {
            List<Trial> trials =
                    List.of(new Trial(vectors, design.hardware().timing().latencyCycles()));
            CompiledBench bench = compile(design, level, trials.getFirst(), folder);
            Simulated plain = DataflowSimulation.run(bench, trials, folder, Pressure.NONE, LIMIT, nanoseconds)
                    .getFirst();
            List<Simulated> pressed = new ArrayList<>();
            for (int seed = 1; seed <= pressures; seed++) {
                pressed.add(DataflowSimulation.run(bench, trials, folder, new Pressure(true, seed), LIMIT, nanoseconds)
                        .getFirst());
            }
            return new Finding(
                    design,
                    plain,
                    pressed,
                    predicted(design),
                    isSynthesised ? List.of(synthesised(design, folder)) : List.of());
        } finally {
            delete(folder);
        }
    }

    private CompiledBench compile(HardwareDesign design, Level level, Trial trial, Path folder) throws IOException {
        return switch (level) {
            case SOURCE -> DataflowSimulation.compile(simulator, List.of(trial), folder, LIMIT);
            case MAPPED -> {
                Map<String, String> files = HardwareFiles.accelerator(design);
                HardwareSynthesis.write(files, folder);
                String top = design.hardware().accelerator().name();
                Path netlist = synthesis
                        .run(
                                new Sources(folder, List.copyOf(files.keySet()), top),
                                HardwareSynthesis.target(design),
                                SynthesisTarget.Hierarchy.FLAT,
                                LIMIT)
                        .netlist()
                        .orElseThrow(() -> UserInputException.of(
                                "--mapped",
                                design.run().target().board().part().name(),
                                "only what is mapped to iCE40 can be simulated",
                                "leave out --mapped, or explore for icebreaker or hx8k-b-evn"));
                Path model = synthesis.model(netlist, top, LIMIT);
                yield DataflowSimulation.compileMapped(simulator, trial, model, folder, LIMIT);
            }
        };
    }

    /// What the accelerator by itself takes, by the cost model.
    static ResourceVector predicted(HardwareDesign design) {
        return DataflowModel.accelerator(DataflowModel.estimate(
                        design.network().network(),
                        design.design(),
                        design.run().target(),
                        design.hardware().joinFifos())
                .estimate());
    }

    private ResourceVector synthesised(HardwareDesign design, Path folder) {
        SynthesisTarget target = HardwareSynthesis.target(design);
        Map<String, String> files = HardwareFiles.accelerator(design);
        Sources sources = new Sources(
                folder,
                List.copyOf(files.keySet()),
                design.hardware().accelerator().name());
        SynthesisResult result = synthesis.run(sources, target, SynthesisTarget.Hierarchy.FLAT, LIMIT);
        return result.resources();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// The findings as JSON.
    static ObjectNode json(List<Finding> findings) {
        ObjectNode node = Json.object();
        ArrayNode designs = node.putArray("designs");
        for (Finding finding : findings) {
            ObjectNode design = designs.addObject();
            design.put("design", finding.design().id());
            design.put("family", finding.design().design().family().word());
            design.put("words_compared", finding.wordsCompared());
            design.put("words_wrong", finding.wordsWrong());
            pair(
                    design.putObject("latency_cycles"),
                    finding.design().hardware().timing().latencyCycles(),
                    finding.plain().latencyCycles());
            pair(
                    design.putObject("interval_cycles"),
                    finding.design().hardware().timing().intervalCycles(),
                    finding.plain().intervalCycles());
            ObjectNode resources = design.putObject("resources");
            resources(resources.putObject("predicted"), finding.predicted());
            finding.measured().forEach(measured -> resources(resources.putObject("measured"), measured));
            design.put("simulated_cycles_per_second", Math.round(finding.plain().cyclesPerSecond()));
            ObjectNode fifos = design.putObject("fifo_high_water_words");
            new TreeMap<>(finding.plain().highWaterWords()).forEach(fifos::put);
        }
        return node;
    }

    private static void pair(ObjectNode node, long predicted, long simulated) {
        node.put("predicted", predicted);
        node.put("simulated", simulated);
    }

    static void resources(ObjectNode node, ResourceVector resources) {
        for (Resource resource : Resource.values()) {
            node.put(resource.word(), resources.get(resource));
        }
    }

    /// The findings as a table.
    static TextTable table(List<Finding> findings) {
        boolean isMapped =
                findings.stream().anyMatch(finding -> !finding.measured().isEmpty());
        List<String> header = new ArrayList<>(List.of(
                "design",
                "words",
                "wrong",
                "latency predicted",
                "simulated",
                "interval predicted",
                "simulated",
                "cycles/s"));
        if (isMapped) {
            for (Resource resource : Resource.values()) {
                header.add(resource.word() + " estimate");
                header.add("measured");
            }
        }
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Finding finding : findings) {
            List<Object> row = new ArrayList<>(List.of(
                    finding.design().id(),
                    finding.wordsCompared(),
                    finding.wordsWrong(),
                    finding.design().hardware().timing().latencyCycles(),
                    finding.plain().latencyCycles(),
                    finding.design().hardware().timing().intervalCycles(),
                    finding.plain().intervalCycles(),
                    Math.round(finding.plain().cyclesPerSecond())));
            for (ResourceVector measured : finding.measured()) {
                for (Resource resource : Resource.values()) {
                    row.add(finding.predicted().get(resource));
                    row.add(measured.get(resource));
                }
            }
            table.row(row.toArray());
        }
        return table;
    }
}
