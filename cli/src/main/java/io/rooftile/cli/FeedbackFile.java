package io.rooftile.cli;

import io.rooftile.calibration.feedback.Feedback;
import io.rooftile.calibration.feedback.Feedback.Estimated;
import io.rooftile.calibration.feedback.Feedback.Found;
import io.rooftile.calibration.feedback.Feedback.Hardware;
import io.rooftile.calibration.feedback.Feedback.Placement;
import io.rooftile.calibration.feedback.FeedbackCsv;
import io.rooftile.calibration.feedback.FeedbackSet;
import io.rooftile.calibration.fit.Formulas;
import io.rooftile.cli.HardwareSynthesis.Measurement;
import io.rooftile.cli.HardwareSynthesis.Placed;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.device.Part;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowModel;
import io.rooftile.reports.WholePath;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of a user's measured designs, which is there whole or as it was.
final class FeedbackFile {
    static final String OPTION = "--measurements";

    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    private final Path path;
    private final PrintWriter news;

    private FeedbackFile(Path path, PrintWriter news) {
        this.path = path;
        this.news = news;
    }

    /// Takes a file up, before any long work.
    ///
    /// @param news receives a line for each design
    /// @throws UserInputException when it holds something else, or cannot be written
    static FeedbackFile open(Path path, PrintWriter news) {
        FeedbackFile file = new FeedbackFile(path, news);
        file.known();
        WholePath.file(path, OPTION).close();
        return file;
    }

    /// The designs of a file that must be there.
    ///
    /// @throws UserInputException when it is not, or holds something else
    static FeedbackSet read(Path path) {
        return FeedbackCsv.read(path.toString(), text(path));
    }

    /// @throws UserInputException when it cannot be read as text
    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException exception) {
            throw UserInputException.of(
                    path.toString(),
                    "",
                    "it cannot be read (" + WholePath.reason(exception) + ")",
                    "give a file that rooftile validate --measurements left");
        }
    }

    private FeedbackSet known() {
        return Files.exists(path) ? read(path) : FeedbackSet.empty(path.toString());
    }

    /// Adds what tools found of a design.
    ///
    /// @param tools that found it
    /// @throws UserInputException when it contradicts what is in the file
    void add(HardwareDesign design, Measurement measurement, HardwareSynthesis tools) {
        Feedback row = row(design, measurement, tools);
        WholePath.write(path, OPTION, FeedbackCsv.text(known().with(row, design.id())));
        news.printf("%s is in %s: %s%n", design.id(), path, words(row));
        news.flush();
    }

    /// Says that a design is not added.
    void leaveOut(String overlay) {
        news.printf(
                "%s is not added to %s: no coefficient of overlays is fitted, so that nothing could learn of it%n",
                overlay, path);
        news.flush();
    }

    private static String words(Feedback row) {
        return switch (row.found().placement()) {
            case Placement.None _ -> "mapped";
            case Placement.Failed _ -> "there was no room for it on the part";
            case Placement.Routed routed ->
                "%.2f MHz reached of %.2f MHz"
                        .formatted(
                                routed.fmaxHertz() / HERTZ_PER_MEGAHERTZ,
                                row.hardware().clockHertz() / HERTZ_PER_MEGAHERTZ);
        };
    }

    private static Feedback row(HardwareDesign design, Measurement measurement, HardwareSynthesis tools) {
        Target target = design.run().target();
        Part part = target.board().part();
        ResourceDatabase database = ResourceDatabase.builtIn();
        Target theory = Target.of(target.board(), database.coefficients(ResourceDatabase.THEORY));
        DataflowDesign asked = design.design();
        return new Feedback(
                new Hardware(
                        design.run().network().name(),
                        design.id(),
                        part.architecture(),
                        part.name(),
                        part.capacity().lut(),
                        HardwareFiles.digest(HardwareFiles.accelerator(design)),
                        asked.clockHertz()),
                Formulas.of(
                        design.network().network(),
                        asked,
                        design.hardware().streams(),
                        theory,
                        Formulas.hash(FamilyBoards.theory(database, part.architecture()))),
                new Estimated(
                        target.coefficients().id(),
                        HardwareTrial.predicted(design),
                        DataflowModel.estimate(design.run().network(), asked, target)
                                .estimate()
                                .figures()
                                .resources()),
                new Found(
                        "Yosys " + measurement.mapped().toolVersion(),
                        measurement.mapped().resources(),
                        placement(measurement, tools)));
    }

    private static Placement placement(Measurement measurement, HardwareSynthesis tools) {
        if (measurement.unplaced().isPresent()) {
            return new Placement.Failed(tools.placer());
        }
        return measurement
                .placed()
                .<Placement>map(placed -> routed(placed, measurement, tools))
                .orElseGet(Placement.None::new);
    }

    private static Placement.Routed routed(Placed placed, Measurement measurement, HardwareSynthesis tools) {
        return new Placement.Routed(
                tools.placer(), placed.seed(), measurement.reachedHertz().orElseThrow());
    }
}
