package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// One cell to be run by another program, which sees the same files under the same paths.
///
/// @param campaign what it must agree with
/// @param cell its number
/// @param names of the cell's things at home, which its messages are to have
public record Errand(Campaign campaign, int cell, Names names) implements Serializable {
    /// By what it is known that two programs run the same campaign: equal results come of equal models, versions of
    /// Rooftile and mathematics of Java.
    ///
    /// @param file the absolute path of the campaign file
    /// @param version of Rooftile
    /// @param java the feature version
    /// @param digest see [Plan#digest(String)]
    record Campaign(String file, String version, int java, String digest) implements Serializable {}

    /// @param model its location
    /// @param board its location
    /// @param run the run folder
    record Names(String model, String board, String run) implements Serializable {}

    /// Plans that this program has read and found in agreement: models are digested once, not for each cell.
    private static final Map<Campaign, Plan> AGREED = new ConcurrentHashMap<>();

    /// Runs the cell here.
    ///
    /// @param cancelled asked now and then; true ends it early
    public Parcel run(Workbench workbench, BooleanSupplier cancelled) {
        int java = Runtime.version().feature();
        if (java != campaign.java()) {
            return new Refusal(
                    "Java " + java + " there and " + campaign.java() + " here",
                    "set JAVA_HOME of the executors to the same version");
        }
        if (!workbench.version().equals(campaign.version())) {
            return new Refusal(
                    "Rooftile " + workbench.version() + " there and " + campaign.version() + " here",
                    "let them see the same folder of Rooftile");
        }
        try {
            Plan plan =
                    AGREED.computeIfAbsent(campaign, wanted -> CampaignFile.read(Path.of(wanted.file()), workbench));
            if (!plan.digest(campaign.version()).equals(campaign.digest())) {
                AGREED.remove(campaign);
                return new Refusal(
                        "the campaign file, a model or a board is another there than here",
                        "let the executors see the same files under the same paths");
            }
            return run(plan, workbench, cancelled);
        } catch (UserInputException exception) {
            return new Refusal(
                    String.valueOf(exception.getMessage()),
                    "let the executors see the same files under the same paths");
        }
    }

    private Parcel run(Plan plan, Workbench workbench, BooleanSupplier cancelled) {
        Cell own = plan.cells().get(cell - 1);
        try {
            Path scratch = Files.createTempDirectory("rooftile-cell-");
            try {
                Path run = scratch.resolve(own.id());
                CellRecord record = new CellTask(workbench, plan.followUp(), System::nanoTime).run(own, run, cancelled);
                CellResult result = record.result().withTexts(text -> text.replace(run.toString(), names.run())
                        .replace(own.model().location(), names.model())
                        .replace(own.board().location(), names.board()));
                return new CellParcel(result, record.milliseconds(), PackedFolder.of(run));
            } finally {
                delete(scratch);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> tree = Files.walk(top)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
