package io.rooftile.calibration.overlay;

import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.RealTools;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.overlay.EngineBlocks;
import io.rooftile.resourcedb.ResourceDatabase;
import io.rooftile.rtl.overlay.EngineShape;
import io.rooftile.rtl.overlay.OverlayTop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the cost model says of an engine's blocks, beside what Yosys makes of it.
final class EngineMeasurement {
    private static final Duration LIMIT = Duration.ofHours(3);
    private static final ResourceDatabase DATABASE = ResourceDatabase.builtIn();

    private EngineMeasurement() {}

    /// An engine for a board's part.
    ///
    /// @param hierarchy how it is mapped
    record Subject(String name, String board, EngineShape shape, Hierarchy hierarchy) {
        Subject(String name, String board, EngineShape shape) {
            this(name, board, shape, Hierarchy.FLAT);
        }

        @Override
        public String toString() {
            return name + " on " + board;
        }
    }

    /// @param dsp predicted
    /// @param bram predicted
    /// @param tool name and version
    record Finding(Subject subject, String part, long dsp, long bram, ResourceVector measured, String tool) {}

    static Finding of(Subject subject, Path folder) throws IOException {
        Board board = DATABASE.board(subject.board());
        Fabric fabric = Fabric.of(Target.of(board, DATABASE.coefficients(ResourceDatabase.THEORY)));
        EngineBlocks blocks = blocks(subject.shape());
        Map<String, String> files = OverlayTop.engine(subject.shape());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        SynthesisResult measured = new Synthesis(RealTools.TOOLCHAIN, Cache.of(System.getenv()))
                .run(
                        new Sources(folder, List.copyOf(files.keySet()), OverlayTop.ENGINE),
                        SynthesisTarget.of(board.part()).orElseThrow(),
                        subject.hierarchy(),
                        LIMIT);
        return new Finding(
                subject,
                board.part().name(),
                blocks.dsp(fabric),
                blocks.bram(fabric),
                measured.resources(),
                "Yosys " + measured.toolVersion());
    }

    private static EngineBlocks blocks(EngineShape shape) {
        EngineBlocks blocks = new EngineBlocks(
                shape.pp(),
                shape.icp(),
                shape.ocp(),
                shape.drainChannels(),
                shape.dataBits(),
                shape.weightBits(),
                new EngineBlocks.Depths(
                        shape.featureDepth(), shape.weightDepth(), shape.parameterDepth(), shape.outputDepth()));
        if (shape.isSmall()) {
            return blocks.small();
        }
        return shape.isPacked() ? blocks.packed() : blocks;
    }
}
