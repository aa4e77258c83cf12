package io.rooftile.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.tool.Sources;
import io.rooftile.calibration.vivado.TimingReport.Clock;
import io.rooftile.calibration.vivado.VivadoParts;
import io.rooftile.calibration.vivado.VivadoProject;
import io.rooftile.calibration.vivado.VivadoResult;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.ResourceVector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Vivado made of a design, beside the estimate.
///
/// @param predicted resources of the accelerator by the cost model
/// @param result of the accelerator within its AXI4 shell
record VivadoFinding(HardwareDesign design, ResourceVector predicted, VivadoResult result) {
    private static final String CLOCK = "aclk";
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    /// The project for a design's board; empty for boards whose part Vivado does not know or Rooftile cannot name.
    ///
    /// @param files of the accelerator and its shell, by name
    /// @param folder where they are
    static Optional<VivadoProject> project(HardwareDesign design, Map<String, String> files, Path folder) {
        return VivadoParts.of(design.run().target().board().name())
                .map(part -> new VivadoProject(
                        new Sources(folder, List.copyOf(files.keySet()), BoardFiles.top(design)),
                        part,
                        CLOCK,
                        design.design().clockHertz(),
                        VivadoProject.Stage.ROUTING));
    }

    /// Reads the reports in a folder that `synthesize --out` left and Vivado has run in.
    ///
    /// @throws UserInputException when the folder is of other hardware, or a report cannot be used
    static VivadoFinding read(HardwareDesign design, Path folder) {
        Map<String, String> files = HardwareFiles.accelerator(design);
        String hash = HardwareFiles.digest(files);
        Board board = design.run().target().board();
        VivadoProject project = project(design, files, folder)
                .orElseThrow(() -> UserInputException.of(
                        board.name(), "", "there is no Vivado project for this board", "leave out --vivado"));
        requireSame(folder.resolve(HardwareFiles.MANIFEST), hash);
        return new VivadoFinding(design, HardwareTrial.predicted(design), VivadoResult.read(project, folder));
    }

    private static void requireSame(Path manifest, String hash) {
        JsonNode node;
        try {
            node = new ObjectMapper().readTree(manifest.toFile());
        } catch (IOException exception) {
            throw wrong(manifest, "it cannot be read (" + exception.getClass().getSimpleName() + ")");
        }
        if (!node.path("hardware_sha256").asText().equals(hash)) {
            throw wrong(manifest, "it is of other hardware, its hardware_sha256 is not " + hash);
        }
    }

    private static UserInputException wrong(Path manifest, String what) {
        return UserInputException.of(
                manifest.toString(),
                "",
                what,
                "give the folder that synthesize --out left for this design, after Vivado ran in it");
    }

    ObjectNode json() {
        ObjectNode node = Json.object();
        node.put("design", design.id());
        node.put("board", design.run().target().board().name());
        node.put("part", design.run().target().board().part().name());
        ObjectNode resources = node.putObject("resources");
        TrialReport.resources(resources.putObject("predicted"), predicted);
        TrialReport.resources(resources.putObject("measured"), result.resources());
        ArrayNode clocks = node.putArray("clocks");
        for (Clock clock : result.clocks()) {
            ObjectNode entry = clocks.addObject();
            entry.put("name", clock.name());
            ObjectNode megahertz = entry.putObject("fmax_mhz");
            megahertz.put("predicted", design.design().clockHertz() / HERTZ_PER_MEGAHERTZ);
            megahertz.put("measured", clock.reachedHertz() / HERTZ_PER_MEGAHERTZ);
            entry.put("met", clock.isMet());
        }
        return node;
    }

    void print(PrintWriter out) {
        TextTable table = SynthesizeCommand.resourceTable();
        SynthesizeCommand.row(table, "estimate", predicted);
        SynthesizeCommand.row(table, "Vivado, with AXI4 shell", result.resources());
        table.print(out);
        for (Clock clock : result.clocks()) {
            out.printf(
                    "clock %s: %.2f MHz reached, %.2f MHz %s%n",
                    clock.name(),
                    clock.reachedHertz() / HERTZ_PER_MEGAHERTZ,
                    design.design().clockHertz() / HERTZ_PER_MEGAHERTZ,
                    met(clock));
        }
    }

    private static String met(Clock clock) {
        return clock.isMet()
                ? "met"
                : clock.holdSlackNanoseconds() < 0
                        ? "not met: paths are too fast (hold)"
                        : "not met: set a lower clock_hertz in the design's file";
    }
}
