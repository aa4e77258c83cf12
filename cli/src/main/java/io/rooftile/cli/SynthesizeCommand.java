package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.placement.PlacementResult;
import io.rooftile.calibration.placement.PlacementResult.Clock;
import io.rooftile.calibration.vivado.VivadoProject;
import io.rooftile.cli.HardwareSynthesis.Finding;
import io.rooftile.cli.HardwareSynthesis.Limits;
import io.rooftile.cli.HardwareSynthesis.Placed;
import io.rooftile.cli.RunArguments.Run;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.reports.WholePath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile synthesize`: a design mapped to its part, and on iCE40 boards its bitstream.
@Command(
        name = "synthesize",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Maps a design of a run to the board's part with Yosys, beside the estimate. For icebreaker and hx8k-b-evn also",
            "places, routes and packs a pipeline with the board's shell: clocks, utilisation, bitstream. Of an overlay the",
            "engine of one core is mapped."
        },
        footer = {
            "",
            "--out receives manifest.json, whose hardware_sha256 is that of rooftile generate, the hardware, and the",
            "bitstream or, for parts of AMD, the script for Vivado: run vivado -mode batch -source rooftile_vivado.tcl",
            "there, then rooftile synthesize with --vivado.",
            "What Yosys and nextpnr made is kept in the cache folder (ROOFTILE_CACHE, else in XDG_CACHE_HOME or ~/.cache).",
            "Exit codes: 0 done, 1 a clock is not met or a tool failed, 2 bad usage or bad input."
        })
final class SynthesizeCommand implements Callable<Integer> {
    private static final String BITSTREAM = "bitstream.bin";
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RunArguments run = new RunArguments();

    @Option(
            names = "--design",
            required = true,
            paramLabel = "ID",
            description = "A design of the run: dataflow-001, overlay-001.")
    @SuppressWarnings("NullAway.Init")
    private String design;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Receives what was made; what rooftile left there is replaced. Default: nothing is kept.")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seed of the placement; the next two are tried when it cannot be routed. Default: ${DEFAULT-VALUE}.")
    private int seed;

    @Option(
            names = "--vivado",
            paramLabel = "FOLDER",
            description = {
                "A folder that --out left and in which Vivado ran the script: read the reports of the",
                "routed design, run nothing."
            })
    private @Nullable Path vivado;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private final LimitArguments limits = new LimitArguments();

    @Mixin
    private final FeedbackArguments feedback = new FeedbackArguments();

    @Mixin
    private final PlacementArguments placement = new PlacementArguments();

    @Mixin
    private final ThreadArguments threads = new ThreadArguments();

    @Override
    public Integer call() throws IOException {
        Least.require("--seed", seed, 0);
        Limits times = placement.limits(limits.limit());
        int workers = threads.count();
        if (vivado != null) {
            return read(workers, vivado);
        }
        Run opened = run.open();
        if (out == null) {
            return make(opened, times, workers, Optional.empty());
        }
        // Whether it can be written is said before the long work.
        try (WholePath whole = WholePath.folder(out, HardwareFiles.MANIFEST, "--out", HardwareWorkplace::in)) {
            return make(opened, times, workers, Optional.of(whole));
        }
    }

    private int make(Run opened, Limits times, int workers, Optional<WholePath> kept) throws IOException {
        DesignFile given = DesignFile.read(HardwareDesign.file(opened, design));
        return switch (given.design()) {
            case DataflowDesign _ -> make(HardwareDesign.of(opened, design, workers), times, kept);
            case OverlayDesign overlay ->
                make(OverlayHardware.of(opened, design, given, overlay, workers), times, workers, kept);
        };
    }

    private int make(OverlayHardware hardware, Limits times, int workers, Optional<WholePath> kept) throws IOException {
        feedback.open(spec.commandLine().getErr()).ifPresent(file -> file.leaveOut(design));
        OverlaySynthesis found = OverlaySynthesis.of(hardware, System.getenv(), times, seed);
        kept.ifPresent(whole -> {
            whole.fill(found.files(hardware.vectors(1, workers)));
            found.placed().ifPresent(placed -> whole.add(placed.result().bitstream(), BITSTREAM));
            whole.complete();
        });
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(Json.text(found.json()));
        } else {
            found.print(stdout);
        }
        return found.placed().stream().allMatch(Placed::meetsClock) ? Rooftile.DONE : Rooftile.FAILED;
    }

    private int read(int workers, Path folder) {
        if (feedback.isGiven()) {
            throw UserInputException.of(
                    FeedbackFile.OPTION,
                    "",
                    "what Vivado reports is not added: it is of the whole project, another tool's and another count",
                    "leave out one of the two");
        }
        if (out != null) {
            throw UserInputException.of("--out", "", "nothing is made with --vivado", "leave out one of the two");
        }
        VivadoFinding finding = VivadoFinding.read(HardwareDesign.of(run.open(), design, workers), folder);
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(Json.text(finding.json()));
        } else {
            finding.print(stdout);
        }
        return finding.result().meetsClock() ? Rooftile.DONE : Rooftile.FAILED;
    }

    private int make(HardwareDesign hardware, Limits times, Optional<WholePath> kept) throws IOException {
        Optional<FeedbackFile> measured = feedback.open(spec.commandLine().getErr());
        HardwareSynthesis synthesis = new HardwareSynthesis(System.getenv(), times);
        Finding finding = synthesis.run(hardware, seed);
        measured.ifPresent(file -> file.add(hardware, finding.measurement(), synthesis));
        finding.measurement().requirePlaced();
        ObjectNode node = json(finding);
        if (kept.isPresent()) {
            keep(finding, node, kept.get());
        }
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(Json.text(node));
        } else {
            print(finding, stdout);
        }
        return finding.measurement().meetsClock() ? Rooftile.DONE : Rooftile.FAILED;
    }

    private static void keep(Finding finding, ObjectNode node, WholePath whole) {
        HardwareDesign design = finding.design();
        Map<String, String> files = HardwareFiles.accelerator(design);
        String hash = HardwareFiles.digest(files);
        files.putAll(BoardFiles.of(design, hash));
        VivadoFinding.project(design, files, whole.fresh()).ifPresent(project -> {
            files.put(VivadoProject.SCRIPT, project.script());
            files.put(VivadoProject.CONSTRAINTS, project.constraints());
        });
        ObjectNode manifest = HardwareFiles.manifest(design, hash);
        manifest.set("synthesis", node);
        files.put(HardwareFiles.MANIFEST, Json.text(manifest) + "\n");
        whole.fill(files);
        finding.measurement()
                .placed()
                .ifPresent(placed -> whole.add(placed.result().bitstream(), BITSTREAM));
        whole.complete();
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode node = Json.object();
        node.put("design", finding.design().id());
        node.put("board", finding.design().run().target().board().name());
        node.put("part", finding.design().run().target().board().part().name());
        ObjectNode resources = node.putObject("resources");
        TrialReport.resources(resources.putObject("predicted"), finding.predicted());
        TrialReport.resources(
                resources.putObject("measured"), finding.measurement().mapped().resources());
        ObjectNode instances = node.putObject("instances");
        direct(finding).forEach((path, used) -> TrialReport.resources(instances.putObject(path), used));
        node.put("yosys", finding.measurement().mapped().toolVersion());
        finding.measurement().placed().ifPresent(placed -> json(placed, node));
        return node;
    }

    /// Adds what placing and routing found.
    static void json(Placed placed, ObjectNode node) {
        node.put("nextpnr", placed.result().toolVersion());
        node.put("seed", placed.seed());
        ArrayNode clocks = node.putArray("clocks");
        for (Clock clock : placed.result().clocks()) {
            ObjectNode entry = clocks.addObject();
            entry.put("name", clock.name());
            ObjectNode megahertz = entry.putObject("fmax_mhz");
            megahertz.put("predicted", clock.requestedHertz() / HERTZ_PER_MEGAHERTZ);
            megahertz.put("measured", clock.reachedHertz() / HERTZ_PER_MEGAHERTZ);
            entry.put("met", clock.isMet());
        }
        ObjectNode utilisation = node.putObject("utilisation");
        used(placed.result()).forEach((kind, use) -> {
            ObjectNode entry = utilisation.putObject(kind);
            entry.put("used", use.usedCount());
            entry.put("available", use.availableCount());
        });
        node.put("bitstream", BITSTREAM);
    }

    /// What the top's own instances take: a deeper one's part is in the one that holds it.
    private static Map<String, ResourceVector> direct(Finding finding) {
        Map<String, ResourceVector> direct = new TreeMap<>(finding.parts().instances());
        direct.keySet().removeIf(path -> path.contains("."));
        return direct;
    }

    private static Map<String, PlacementResult.Use> used(PlacementResult result) {
        Map<String, PlacementResult.Use> used = new TreeMap<>(result.utilisation());
        used.values().removeIf(use -> use.usedCount() == 0);
        return used;
    }

    private void print(Finding finding, PrintWriter stdout) {
        TextTable table = resourceTable();
        row(table, "estimate", finding.predicted());
        row(table, "Yosys", finding.measurement().mapped().resources());
        direct(finding).forEach((path, used) -> row(table, "  " + path, used));
        table.print(stdout);
        finding.measurement().placed().ifPresent(placed -> print(placed, stdout));
        if (out != null) {
            stdout.printf("%s: %s%n", design, out);
        }
    }

    /// What the board's shell and all takes, and the clock.
    static void print(Placed placed, PrintWriter stdout) {
        stdout.println();
        TextTable board = new TextTable("on the board", "used", "of");
        used(placed.result()).forEach((kind, use) -> board.row(kind, use.usedCount(), use.availableCount()));
        board.print(stdout);
        for (Clock clock : placed.result().clocks()) {
            stdout.printf(
                    "clock %s: %.2f MHz reached, %.2f MHz %s%n",
                    clock.name(),
                    clock.reachedHertz() / HERTZ_PER_MEGAHERTZ,
                    clock.requestedHertz() / HERTZ_PER_MEGAHERTZ,
                    clock.isMet() ? "met" : "not met: set a lower clock_hertz in the design's file");
        }
    }

    static TextTable resourceTable() {
        return new TextTable("accelerator", "lut", "ff", "dsp", "bram", "uram");
    }

    static void row(TextTable table, String name, ResourceVector used) {
        List<Object> row = new ArrayList<>(List.of(name));
        for (Resource resource : Resource.values()) {
            row.add(used.get(resource));
        }
        table.row(row.toArray());
    }
}
