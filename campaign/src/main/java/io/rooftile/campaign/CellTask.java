package io.rooftile.campaign;

import io.rooftile.campaign.CellResult.Deed;
import io.rooftile.campaign.CellResult.State;
import io.rooftile.campaign.FollowUp.Action;
import io.rooftile.campaign.Workbench.Explored;
import io.rooftile.core.UserInputException;
import io.rooftile.costmodel.Violation;
import io.rooftile.dse.Contest;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.reports.Quantity;
import io.rooftile.reports.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is done for each cell.
///
/// @param nanoTime says how long cells took, and nothing else
record CellTask(Workbench workbench, FollowUp followUp, LongSupplier nanoTime) {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    /// Explores a cell, leaves its run folder, and does what is to be done with its best designs. What goes wrong with
    /// the model or a tool is in the result.
    ///
    /// @param run the run folder
    /// @param cancelled true ends it early; the result is then good for nothing
    /// @throws UserInputException when the run folder cannot be written
    CellRecord run(Cell cell, Path run, BooleanSupplier cancelled) {
        long start = nanoTime.getAsLong();
        CellResult result = result(cell, run, cancelled);
        return new CellRecord(cell, result, (nanoTime.getAsLong() - start) / NANOSECONDS_PER_MILLISECOND);
    }

    private CellResult result(Cell cell, Path run, BooleanSupplier cancelled) {
        Explored explored;
        try {
            explored = workbench.explore(cell.arguments(), cancelled);
        } catch (UserInputException exception) {
            return CellResult.failed(Stream.concat(Stream.of(exception.getMessage()), exception.details().stream())
                    .collect(Collectors.joining("; ")));
        } catch (OutOfMemoryError _) {
            return CellResult.failed(
                    "there was not enough memory; use fewer --workers or set ROOFTILE_JAVA_OPTS=-Xmx8g");
        } catch (RuntimeException exception) {
            // The others go on: a defect that one model shows must not cost a night.
            return CellResult.failed("this is a defect of Rooftile, please report it: " + exception);
        }
        Exploration exploration = explored.exploration();
        List<Deed> deeds = new ArrayList<>();
        if (!followUp.actions().isEmpty() && !cancelled.getAsBoolean()) {
            RunFolder.write(run, exploration, explored.manifest());
            deeds.addAll(deeds(run, exploration, cancelled));
        }
        Optional<Deed> failed = deeds.stream().filter(deed -> !deed.isDone()).findFirst();
        State state = failed.isPresent() ? State.FAILED : exploration.front().isEmpty() ? State.INFEASIBLE : State.DONE;
        String message =
                switch (state) {
                    case DONE -> remarks(exploration, deeds);
                    case INFEASIBLE -> obstacles(exploration);
                    case FAILED -> failed.map(CellTask::fault).orElseThrow();
                };
        return new CellResult(
                state,
                message,
                exploration.network().macs(),
                exploration.statistics().evaluations(),
                DesignRow.of(exploration),
                deeds);
    }

    private List<Deed> deeds(Path run, Exploration exploration, BooleanSupplier cancelled) {
        List<FrontDesign> best = followUp.by().stream()
                .flatMap(objective -> exploration.settings().objectives().stream()
                        .filter(searched -> searched.word().equals(objective.word())))
                .flatMap(objective -> Contest.of(objective, exploration).winner().stream())
                .distinct()
                .toList();
        DesignTask task = DesignTask.of(workbench, run, exploration);
        List<Deed> deeds = new ArrayList<>();
        for (FrontDesign design : best) {
            for (Action action : followUp.actions()) {
                if (!cancelled.getAsBoolean()) {
                    task.deed(design, action).ifPresent(deeds::add);
                }
            }
        }
        return deeds;
    }

    /// What was made otherwise than asked for.
    private static String remarks(Exploration exploration, List<Deed> deeds) {
        Set<String> front = exploration.front().stream().map(FrontDesign::id).collect(Collectors.toSet());
        return deeds.stream()
                .filter(deed -> !front.contains(deed.design()))
                .map(deed -> deed.action() + " at a lower clock: " + deed.design())
                .collect(Collectors.joining("; "));
    }

    private static String fault(Deed deed) {
        return deed.action() + " of " + deed.design() + ": "
                + deed.output()
                        .lines()
                        .filter(line -> line.startsWith("rooftile: "))
                        .findFirst()
                        .orElse("not as predicted, see the output under hardware");
    }

    /// Why no design fits: what the nearest one lacks.
    private static String obstacles(Exploration exploration) {
        List<Violation> violations = exploration.nearMisses().stream()
                .flatMap(miss -> miss.outcome().violations().stream())
                .toList();
        return violations.isEmpty()
                ? "no design fits"
                : violations.stream().map(CellTask::obstacle).collect(Collectors.joining("; "));
    }

    private static String obstacle(Violation violation) {
        return violation.resource() + " needs " + Quantity.plain(violation.demand()) + " of "
                + Quantity.plain(violation.limit()) + " " + violation.unit();
    }
}
