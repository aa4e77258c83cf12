package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.experiment.RandomDesigns;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowModel;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.resourcedb.ResourceDatabase;
import io.rooftile.rtl.AcceleratorFiles;
import io.rooftile.rtl.dataflow.PartStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// What the cost model says that an accelerator takes, beside what Yosys makes of it.
final class ResourceMeasurement {
    private static final String TOP = "net";
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final ResourceDatabase DATABASE = ResourceDatabase.builtIn();

    private ResourceMeasurement() {}

    /// A network folded at random for a board, see [RandomDesigns].
    ///
    /// @param mostCycles that a stage may take where a folding allows it
    record Subject(
            String name,
            String model,
            @Nullable String weights,
            String board,
            int bits,
            Requantisation requantisation,
            long mostCycles,
            int seed) {}

    /// @param tool name and version
    record Finding(Subject subject, String part, ResourceVector predicted, ResourceVector measured, String tool) {}

    static Finding of(Subject subject, Path folder) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(subject.seed());
        Network trained = MeasuredNets.read(subject.model(), subject.weights());
        DataflowDesign design = RandomDesigns.forPart(
                trained,
                subject.bits(),
                subject.requantisation(),
                subject.mostCycles(),
                DATABASE.board(subject.board()).part(),
                random);
        return of(subject, trained, design, folder);
    }

    /// Measures one design of the subject's network; what else the subject says of a design is not looked at.
    static Finding of(Subject subject, Network trained, DataflowDesign design, Path folder) throws IOException {
        Board board = DATABASE.board(subject.board());
        Target target = Target.of(board, DATABASE.coefficients(ResourceDatabase.THEORY));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(subject.seed());
        IntegerNetwork integers = MeasuredNets.integers(trained, design, subject.requantisation(), random);
        SizedAccelerator hardware = SizedAccelerator.of(TOP, integers, design, PartStyle.of(board.part()));
        ResourceVector predicted =
                DataflowModel.accelerator(DataflowModel.estimate(integers.network(), design, target, hardware.streams())
                        .estimate());
        Map<String, String> files = new TreeMap<>(AcceleratorFiles.sources(hardware.accelerator()));
        files.putAll(AcceleratorFiles.memories(hardware.accelerator()));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Sources sources = new Sources(folder, List.copyOf(files.keySet()), TOP);
        SynthesisResult measured = new Synthesis(RealTools.TOOLCHAIN, Cache.of(System.getenv()))
                .run(sources, SynthesisTarget.of(board.part()).orElseThrow(), Hierarchy.FLAT, LIMIT);
        return new Finding(
                subject, board.part().name(), predicted, measured.resources(), "Yosys " + measured.toolVersion());
    }

    /// What Yosys makes of a cell with the parameters that it has by itself.
    ///
    /// @param folder that holds its source
    static ResourceVector cell(String name, String board, Path folder) {
        return new Synthesis(RealTools.TOOLCHAIN, Cache.of(System.getenv()))
                .run(
                        new Sources(folder, List.of(name + ".sv"), name),
                        SynthesisTarget.of(DATABASE.board(board).part()).orElseThrow(),
                        Hierarchy.FLAT,
                        LIMIT)
                .resources();
    }
}
