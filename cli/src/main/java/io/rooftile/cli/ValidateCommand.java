package io.rooftile.cli;

import io.rooftile.cli.HardwareSynthesis.Measurement;
import io.rooftile.cli.HardwareTrial.Level;
import io.rooftile.cli.RunArguments.Run;
import io.rooftile.cli.TrialArguments.Trial;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Family;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile validate`: generate, simulate, synthesise; predictions beside measurements.
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Generates designs of a run, simulates them in Verilator and maps them with Yosys; for iCE40 boards places",
            "and routes them too, and makes the bitstream. One table: predicted, measured."
        },
        footer = {
            "",
            "Resources are the cost model's estimate and what Yosys counts for the accelerator without board shell.",
            "Exit codes: 0 words, cycles and clock as predicted, 1 one differs or a tool failed, 2 bad usage or bad input."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final String ENDING = ".yaml";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RunArguments run = new RunArguments();

    @Option(names = "--design", paramLabel = "ID", description = "One design of the run: dataflow-001, overlay-001.")
    private @Nullable String design;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "3",
            description = "Without --design: the first N designs of each family. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Mixin
    private final TrialArguments trial = new TrialArguments();

    @Mixin
    private final FeedbackArguments feedback = new FeedbackArguments();

    @Mixin
    private final PlacementArguments placement = new PlacementArguments();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Least.require("--top", top, 1);
        Trial tools =
                trial.validation(placement, feedback.open(spec.commandLine().getErr()));
        Run opened = run.open();
        List<TrialReport> reports = new ArrayList<>();
        for (String id : design == null ? first(opened.folder()) : List.of(design)) {
            reports.add(tools.run(opened, id, Level.SOURCE));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(TrialReport.json(reports)));
        } else {
            TrialReport.table(reports).print(out);
        }
        for (TrialReport report : reports) {
            report.measured().ifPresent(Measurement::requirePlaced);
        }
        return reports.stream().allMatch(TrialReport::isAsPredicted) ? Rooftile.DONE : Rooftile.FAILED;
    }

    private List<String> first(Path folder) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Family family : Family.values()) {
            ids.addAll(first(folder.resolve("designs"), family));
        }
        if (ids.isEmpty()) {
            throw UserInputException.of(
                    folder.toString(), "", "the run has no design", "explore another board or model");
        }
        return ids;
    }

    private List<String> first(Path designs, Family family) throws IOException {
        try (Stream<Path> files = Files.isDirectory(designs) ? Files.list(designs) : Stream.of()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(family.word() + "-") && name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .limit(top)
                    .toList();
        }
    }
}
