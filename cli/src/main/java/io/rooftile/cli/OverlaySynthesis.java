package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.overlay.OverlayVectors;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisResult;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.synthesis.SynthesisTarget.Hierarchy;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.cli.HardwareSynthesis.Limits;
import io.rooftile.cli.HardwareSynthesis.Placed;
import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An overlay's engine mapped to its part, beside the estimate.
///
/// @param predicted resources of one core by the cost model
/// @param whole the engine, all modules as one
/// @param parts the engine, each module by itself
/// @param placed with the board's shell; empty for boards whose bitstream open tools cannot make
record OverlaySynthesis(
        OverlayHardware design,
        ResourceVector predicted,
        SynthesisResult whole,
        SynthesisResult parts,
        Optional<Placed> placed) {
    /// An instance of the engine, which is one of the module that is mapped, or of its compute unit; some are one of
    /// a number.
    private static final Pattern UNIT = Pattern.compile(
            "(?:engine\\.)?engine\\.((?:compute\\.(?:(?:datapath|results)\\.)?)?(?:gen_\\w+\\[\\d+]\\.)?\\w+)");

    /// Maps the engine of a design.
    ///
    /// @param limits how long runs of tools may take
    /// @param seed of the first placement
    /// @throws io.rooftile.core.UserInputException when Yosys cannot map to the board's part
    static OverlaySynthesis of(OverlayHardware design, Map<String, String> environment, Limits limits, long seed)
            throws IOException {
        SynthesisTarget target =
                HardwareSynthesis.target(design.run().target().board().part());
        Toolchain tools = Toolchain.of(environment);
        tools.require(Tool.YOSYS);
        HardwareSynthesis placing = new HardwareSynthesis(environment, limits);
        boolean isPlaced = OverlayBoard.isPlaced(design.run().target().board());
        if (isPlaced) {
            placing.requirePlacing();
        }
        Synthesis synthesis = new Synthesis(tools, Cache.of(environment));
        Map<String, String> files = OverlayBoard.engine(design);
        try (WorkFolder work = WorkFolder.temporary()) {
            HardwareSynthesis.write(files, work.path());
            Sources engine = new Sources(work.path(), List.copyOf(files.keySet()), OverlayBoard.top(design));
            return new OverlaySynthesis(
                    design,
                    OverlayTrial.predicted(design),
                    synthesis.run(engine, target, Hierarchy.FLAT, limits.mapping()),
                    synthesis.run(engine, target, Hierarchy.KEPT, limits.mapping()),
                    isPlaced ? Optional.of(placing.place(design, work.path(), seed)) : Optional.empty());
        }
    }

    /// The files that `rooftile generate` would write, with what was found in the manifest.
    Map<String, String> files(OverlayVectors vectors) {
        Map<String, String> files = new TreeMap<>(OverlayFiles.of(design, vectors));
        ObjectNode manifest = OverlayFiles.manifest(design);
        manifest.set("synthesis", json());
        files.put(HardwareFiles.MANIFEST, Json.text(manifest) + "\n");
        return files;
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("design", design.id());
        node.put("board", design.run().target().board().name());
        node.put("part", design.run().target().board().part().name());
        node.put("cores", design.design().cores());
        ObjectNode resources = node.putObject("resources");
        TrialReport.resources(resources.putObject("predicted"), predicted);
        TrialReport.resources(resources.putObject("measured"), whole.resources());
        ObjectNode instances = node.putObject("instances");
        units().forEach((path, used) -> TrialReport.resources(instances.putObject(path), used));
        node.put("yosys", whole.toolVersion());
        placed.ifPresent(found -> SynthesizeCommand.json(found, node));
        return node;
    }

    void print(PrintWriter stdout) {
        TextTable table = SynthesizeCommand.resourceTable();
        SynthesizeCommand.row(table, "estimate", predicted);
        SynthesizeCommand.row(table, "Yosys", whole.resources());
        units().forEach((path, used) -> SynthesizeCommand.row(table, "  " + path, used));
        table.print(stdout);
        placed.ifPresent(found -> SynthesizeCommand.print(found, stdout));
        if (design.design().cores() > 1) {
            stdout.printf("of one core; the design has %d%n", design.design().cores());
        }
    }

    /// What the engine's own instances take.
    private Map<String, ResourceVector> units() {
        Map<String, ResourceVector> units = new TreeMap<>();
        parts.instances().forEach((path, used) -> {
            Matcher unit = UNIT.matcher(path);
            if (unit.matches()) {
                units.put(unit.group(1), used);
            }
        });
        return units;
    }
}
