package io.rooftile.cli;

import io.rooftile.campaign.Workbench.Explored;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlayOptions;
import io.rooftile.costmodel.overlay.OverlaySpace;
import io.rooftile.dse.AccurateSpace;
import io.rooftile.dse.Contest;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.Explorer;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.NearMiss;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchSettings;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelDigest;
import io.rooftile.reports.RunFolder;
import io.rooftile.reports.RunManifest;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile explore`: the main job.
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Searches overlay and dataflow accelerators for a model on a board; writes front and report.",
        footer = {
            "",
            "The run folder holds report.html, front.csv, result.json, designs/*.yaml and manifest.json.",
            "Exit codes: 0 done, 1 no feasible design, 2 bad usage or bad input."
        })
final class ExploreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ModelArguments model = new ModelArguments();

    @Mixin
    private final TargetArguments target = new TargetArguments();

    @Mixin
    private final SearchArguments search = new SearchArguments();

    @Mixin
    private final ArrayArguments array = new ArrayArguments();

    @Mixin
    private final BitArguments bits = new BitArguments();

    @Mixin
    private final DataArguments data = new DataArguments();

    @Mixin
    private final CacheArguments cache = new CacheArguments();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "The run folder. Default: runs/MODEL-BOARD; a former run there is replaced.")
    private @Nullable Path out;

    @Option(
            names = FeedbackFile.OPTION,
            paramLabel = "FILE.csv",
            description = {
                "Your own measured designs, which rooftile validate --measurements added: pipelines that are estimated as",
                "large as one that the part had no room for are left out; where one missed its clock, those of as many",
                "LUTs at more than it reached are, and a clock that it reached is tried too."
            })
    private @Nullable Path measurements;

    @Option(
            names = "--as",
            paramLabel = "GENERATOR",
            description = {
                "What another generator would give, by its published measurements: ${COMPLETION-CANDIDATES}.",
                "Prints its configurations; makes no run folder."
            })
    private @Nullable AsGenerator generator;

    @Option(names = "--json", description = "Print the result as JSON, as in result.json.")
    private boolean json;

    private final Clock clock = Clock.systemUTC();

    ModelArguments model() {
        return model;
    }

    TargetArguments target() {
        return target;
    }

    DataArguments data() {
        return data;
    }

    @Override
    public Integer call() {
        Instant start = clock.instant();
        Search prepared = prepare();
        if (measurements != null) {
            spec.commandLine().getErr().println(prepared.lessons().words(measurements.toString()));
        }
        if (generator != null) {
            return generator.explore(
                    prepared.imported().network(),
                    prepared.board(),
                    spec.commandLine().getOut(),
                    json);
        }
        Path folder = out != null
                ? out
                : Path.of(
                        "runs", runName(model.model(), prepared.board().board().name()));
        RunFolder.check(folder);
        Exploration exploration;
        try (Interruption interruption = new Interruption();
                ProgressDisplay progress =
                        new ProgressDisplay(spec.commandLine().getErr())) {
            exploration = explore(
                    prepared, new Explorer.Control(interruption::isRequested, progress::show, System::nanoTime));
            progress.finish();
            RunFolder.write(folder, exploration, manifest(prepared, start));
        }
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(RunFolder.json(exploration));
            note(exploration).ifPresent(spec.commandLine().getErr()::println);
        } else {
            print(stdout, exploration, folder);
            note(exploration).ifPresent(stdout::println);
        }
        return exploration.front().isEmpty() ? Rooftile.FAILED : Rooftile.DONE;
    }

    /// What the arguments ask for, once they are parsed; nothing is printed or written.
    Explored explored(Explorer.Control control) {
        Instant start = clock.instant();
        Search prepared = prepare();
        Exploration exploration = explore(prepared, control);
        return new Explored(exploration, manifest(prepared, start));
    }

    /// What is to be searched.
    ///
    /// @param lessons what measured designs teach
    private record Search(
            SearchSettings settings,
            Target board,
            BitOptions widths,
            ImportResult.Imported imported,
            Lessons lessons) {}

    private Search prepare() {
        SearchSettings settings = search.settings();
        array.check(settings.families());
        Target board = search.target(target.target());
        Lessons lessons = measurements == null
                ? Lessons.NONE
                : Lessons.of(FeedbackFile.read(measurements), board, ResourceDatabase.builtIn());
        return new Search(settings, board, bits.options(), model.require(), lessons);
    }

    private Exploration explore(Search prepared, Explorer.Control control) {
        Network network = prepared.imported().network();
        SearchSettings settings = prepared.settings();
        BitOptions widths = prepared.widths();
        Requantisation requantisation = bits.requantisation(network);
        Optional<AccuracyObjective> accuracy = Optional.empty();
        if (AccuracyObjective.isWanted(settings)) {
            SensitivityCache kept =
                    new SensitivityCache(cache.folder(), spec.commandLine().getErr()::println);
            accuracy = Optional.of(AccuracyObjective.of(
                    network, settings, widths, new AccuracyObjective.Source(model, data, kept, requantisation)));
            settings = accuracy.get().settings(settings);
            widths = accuracy.get().bits();
        } else if (data.isGiven()) {
            throw UserInputException.of(
                    "--data", "", "accuracy is not among the objectives", "add it: --objectives accuracy,latency,lut");
        }
        List<DesignSpace> spaces = new ArrayList<>();
        for (Family family : settings.families()) {
            DesignSpace space =
                    switch (family) {
                        case OVERLAY -> {
                            OverlayOptions all = OverlayOptions.of(network, prepared.board(), widths, requantisation);
                            yield OverlaySpace.of(network, prepared.board(), array.narrow(all));
                        }
                        case DATAFLOW ->
                            prepared.lessons()
                                    .space(DataflowSpace.of(
                                            network,
                                            prepared.lessons().target(prepared.board()),
                                            widths,
                                            requantisation));
                    };
            spaces.add(
                    accuracy.isEmpty()
                            ? space
                            : new AccurateSpace(space, accuracy.get().model()));
        }
        return new Explorer(network, prepared.board(), spaces).explore(settings, control);
    }

    /// What a user must know of the accuracies.
    private static Optional<String> note(Exploration exploration) {
        return exploration.accuracy().map(accuracy -> "accuracy: " + accuracy.note());
    }

    private RunManifest manifest(Search prepared, Instant start) {
        return new RunManifest(
                Version.number(),
                spec.commandLine().getParseResult().originalArgs(),
                model.model(),
                prepared.imported().format(),
                ModelDigest.of(model.model()),
                prepared.imported().storedParameters(),
                start,
                clock.instant());
    }

    /// A folder name that says what was run: the model without its ending, and the board.
    private static String runName(String model, String board) {
        Path last = Path.of(model.replace(':', '-')).getFileName();
        String name = String.valueOf(last).replaceAll("\\.[A-Za-z0-9]+$", "");
        return name + "-" + Path.of(board).getFileName();
    }

    private static void print(PrintWriter out, Exploration exploration, Path folder) {
        for (Family family : exploration.settings().families()) {
            List<FrontDesign> designs = exploration.familyFront(family);
            if (designs.isEmpty()) {
                out.println(family.word() + ": no feasible design");
                exploration.nearMisses().stream()
                        .filter(miss -> miss.family() == family)
                        .forEach(miss -> print(out, miss));
            } else {
                long onFront = exploration.front().stream()
                        .filter(design -> design.family() == family)
                        .count();
                out.printf(
                        "%s: %,d designs on its own front, %,d of them on the joint one%n",
                        family.word(), designs.size(), onFront);
            }
        }
        out.println();
        boolean hasAccuracy = exploration.front().stream()
                .anyMatch(design -> design.estimate().figures().hasAccuracy());
        List<String> header = new ArrayList<>(
                List.of("best", "design", "latency ms", "fps", "LUT", "DSP", "BRAM", "power mW", "energy mJ"));
        if (hasAccuracy) {
            header.add("accuracy");
        }
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (Objective objective : exploration.settings().objectives()) {
            Optional<FrontDesign> winner = Contest.of(objective, exploration).winner();
            if (winner.isPresent()) {
                Figures figures = winner.get().estimate().figures();
                List<Object> row = new ArrayList<>(List.of(
                        objective.word(),
                        winner.get().id(),
                        Numbers.short3(figures.latencyMilliseconds()),
                        Numbers.short3(figures.throughputPerSecond()),
                        figures.lut,
                        figures.dsp,
                        figures.bram,
                        Numbers.short3(figures.powerMilliwatts),
                        Numbers.short3(figures.energyMillijoules)));
                if (hasAccuracy) {
                    row.add(Numbers.short3(figures.accuracy));
                }
                table.row(row.toArray());
            }
        }
        if (!exploration.front().isEmpty()) {
            table.print(out);
        }
        out.printf(
                "%n%,d designs estimated; report: %s%n",
                exploration.statistics().evaluations(), folder.resolve("report.html"));
    }

    private static void print(PrintWriter out, NearMiss miss) {
        for (Violation violation : miss.outcome().violations()) {
            out.printf(
                    "  %s: needs %s %s of %s; %s%n",
                    violation.resource(),
                    Numbers.short3(violation.demand()),
                    violation.unit(),
                    Numbers.short3(violation.limit()),
                    violation.lever());
        }
    }
}
