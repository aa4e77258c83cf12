package io.rooftile.cli;

import io.rooftile.calibration.experiment.Laboratory;
import io.rooftile.calibration.experiment.Measured;
import io.rooftile.calibration.experiment.MeasuredSet;
import io.rooftile.calibration.experiment.Subject;
import io.rooftile.calibration.feedback.FeedbackCsv;
import io.rooftile.calibration.feedback.FeedbackSet;
import io.rooftile.calibration.fit.AccuracyPage;
import io.rooftile.calibration.fit.Calibration;
import io.rooftile.calibration.placement.PlaceAndRoute;
import io.rooftile.calibration.synthesis.Synthesis;
import io.rooftile.calibration.synthesis.SynthesisTarget;
import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.cli.HardwareSynthesis.Limits;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Board;
import io.rooftile.reports.WholePath;
import io.rooftile.resourcedb.ResourceDatabase;
import io.rooftile.rtl.board.UartBoard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile calibrate`: measurements of our own hardware, and the coefficients that fit them.
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Maps designs of an experiment with Yosys, fits the cost model's factors to what all measurements in the file",
            "say, and prints the errors of designs that were held out, before and after."
        },
        footer = {
            "",
            "The file is written after each design: the same command goes on where it was stopped. Designs are networks,",
            "foldings, bits and storage by chance, numbered from 1; the number and the part say all of a design.",
            "Example: rooftile calibrate --family ecp5 --budget 60 --out ecp5.yaml",
            "         rooftile explore MODEL --board ulx3s-85f --coefficients ecp5.yaml",
            "Example: rooftile validate runs/mine --design dataflow-001 --measurements mine.csv",
            "         rooftile calibrate --measurements mine.csv --out mine.yaml",
            "         rooftile explore MODEL --board icebreaker --coefficients mine.yaml --measurements mine.csv"
        })
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            description = "Measure on a family of parts: xc7, xcup, ecp5, ice40. Default: measure nothing, fit only.")
    private @Nullable String family;

    @Option(
            names = "--designs",
            paramLabel = "N",
            defaultValue = "120",
            description = "Measure designs 1 to N that are not in the file yet. Default: ${DEFAULT-VALUE}.")
    private int designs;

    @Option(
            names = "--budget",
            paramLabel = "MIN",
            defaultValue = "60",
            description = "Begin no measurement after so many minutes. Default: ${DEFAULT-VALUE}.")
    private int budgetMinutes;

    @Option(
            names = "--measurements",
            paramLabel = "FILE.csv",
            description = {
                "Where measurements are kept: those of --family, or your own designs, which rooftile validate",
                "--measurements FILE.csv adds and which are fitted together with those that come with Rooftile.",
                "Default: measurements.csv with --family, else those that come with Rooftile."
            })
    private @Nullable Path measurementsFile;

    @Option(
            names = "--apart",
            description = "Fit your own designs of --measurements without those that come with Rooftile.")
    private boolean isApart;

    @Option(
            names = "--out",
            paramLabel = "FILE.yaml",
            description = "Receives the coefficient set, for --coefficients of other commands.")
    private @Nullable Path out;

    @Option(
            names = "--page",
            paramLabel = "FILE.md",
            description = "Receives the tables of errors and intervals, before and after, as Markdown.")
    private @Nullable Path page;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private final LimitArguments limits = new LimitArguments();

    @Mixin
    private final PlacementArguments placement = new PlacementArguments();

    private final ResourceDatabase database = ResourceDatabase.builtIn();

    @Override
    public Integer call() throws IOException {
        Least.require("--designs", designs, 1);
        Least.require("--budget", budgetMinutes, 0);
        CalibrationInput input = measurements();
        Calibration calibration = input.fit();
        if (out != null) {
            WholePath.write(out, "--out", CalibrationReport.coefficients(calibration));
        }
        if (page != null) {
            WholePath.write(page, "--page", AccuracyPage.text(calibration));
        }
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(Json.text(CalibrationReport.json(calibration, input.otherFormulas())));
        } else {
            CalibrationReport.print(calibration, input.otherFormulas(), stdout);
        }
        return Rooftile.DONE;
    }

    private Path file() {
        return measurementsFile != null ? measurementsFile : Path.of("measurements.csv");
    }

    private CalibrationInput measurements() throws IOException {
        boolean isOwn = measurementsFile != null
                && Files.exists(measurementsFile)
                && FeedbackCsv.isMeant(FeedbackFile.text(measurementsFile));
        if (isApart && !isOwn) {
            throw UserInputException.of(
                    "--apart",
                    "",
                    "there are no designs of your own",
                    "name those that rooftile validate --measurements FILE.csv added");
        }
        if (isOwn && family != null) {
            throw UserInputException.of(
                    file().toString(),
                    "",
                    "it holds your own designs, not those of the experiment",
                    "give another --measurements with --family");
        }
        if (isOwn) {
            return CalibrationInput.of(
                    isApart ? List.of() : MeasuredSet.shipped(), FeedbackFile.read(file()), database);
        }
        List<Measured> measured = experiment();
        if (measured.isEmpty()) {
            throw UserInputException.of(
                    file().toString(),
                    "",
                    "it has no measurements",
                    "measure with --family " + FamilyBoards.families());
        }
        return CalibrationInput.of(measured, FeedbackSet.empty(file().toString()), database);
    }

    private List<Measured> experiment() throws IOException {
        if (family == null && measurementsFile == null) {
            return MeasuredSet.shipped();
        }
        List<Measured> known =
                Files.exists(file()) ? MeasuredSet.read(file().toString(), Files.readString(file())) : List.of();
        return family == null ? known : measure(family, known);
    }

    private List<Measured> measure(String architecture, List<Measured> known) throws IOException {
        Board board = FamilyBoards.find(database, architecture)
                .orElseThrow(() -> UserInputException.of(
                        "--family", architecture, "no such family of parts", "take one of " + FamilyBoards.families()));
        Toolchain tools = Toolchain.of(System.getenv());
        tools.require(Tool.YOSYS);
        Cache cache = Cache.of(System.getenv());
        Limits most = placement.limits(limits.limit());
        Laboratory laboratory = new Laboratory(
                new Synthesis(tools, cache), new PlaceAndRoute(tools, cache), most.mapping(), most.placement());
        SynthesisTarget target = SynthesisTarget.of(board.part()).orElseThrow();
        if (UartBoard.of(board.name()).isPresent()) {
            tools.require(Tool.NEXTPNR_ICE40);
            tools.require(Tool.ICEPACK);
        }
        Set<Integer> done = known.stream()
                .filter(row -> row.architecture().equals(architecture))
                .map(Measured::number)
                .collect(Collectors.toSet());
        long end = System.nanoTime() + Duration.ofMinutes(budgetMinutes).toNanos();
        List<Measured> all = new ArrayList<>(known);
        PrintWriter progress = spec.commandLine().getErr();
        for (int number = 1; number <= designs && System.nanoTime() < end; number++) {
            if (!done.contains(number)) {
                try {
                    all.add(laboratory.measure(Subject.of(number, board.part()), board, target));
                } catch (ToolFailure failure) {
                    // The next run would stop at the same design for ever.
                    progress.printf("design %d on %s is left out: %s%n", number, architecture, failure.getMessage());
                    progress.flush();
                    continue;
                }
                WholePath.write(file(), "--measurements", MeasuredSet.text(all));
                progress.printf("design %d of %d on %s measured%n", number, designs, architecture);
                progress.flush();
            }
        }
        return all;
    }
}
