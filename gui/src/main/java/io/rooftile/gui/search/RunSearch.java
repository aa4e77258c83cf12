package io.rooftile.gui.search;

import io.rooftile.core.design.Family;
import io.rooftile.core.design.Requantisation;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlaySpace;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.Explorer;
import io.rooftile.gui.data.Cloud;
import io.rooftile.gui.data.RunInputs;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelDigest;
import io.rooftile.reports.RunFolder;
import io.rooftile.reports.RunManifest;
import io.rooftile.reports.StoredRun;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// One search from model to run folder, the same that `rooftile explore` does.
///
/// @param version of Rooftile
/// @param clock for the manifest's start and end
/// @param nanoTime for nothing but the search's time limits
/// @param threads that evaluate designs
public record RunSearch(String version, Clock clock, LongSupplier nanoTime, int threads) {
    /// Searches, writes the run folder and reads it back.
    ///
    /// @param cloud hears of each design that is estimated
    /// @param control pauses and ends the search
    /// @throws io.rooftile.core.UserInputException when the model, the board or the folder is wrong
    public StoredRun run(SearchPlan plan, Cloud cloud, SearchControl control) {
        Instant start = clock.instant();
        RunFolder.check(plan.out());
        RunInputs inputs = plan.inputs();
        Target target = inputs.target();
        ImportResult.Imported imported = inputs.imported();
        List<DesignSpace> spaces = new ArrayList<>();
        for (Family family : plan.families()) {
            spaces.add(new WatchedSpace(space(family, imported, target), cloud));
        }
        Exploration exploration = new Explorer(imported.network(), target, spaces)
                .explore(
                        plan.settings(threads),
                        new Explorer.Control(control::isStopped, _ -> control.waitWhilePaused(), nanoTime));
        RunFolder.write(
                plan.out(),
                exploration,
                new RunManifest(
                        version,
                        plan.commandLine(),
                        plan.model(),
                        imported.format(),
                        ModelDigest.of(plan.model()),
                        imported.storedParameters(),
                        start,
                        clock.instant()));
        return StoredRun.read(plan.out());
    }

    private static DesignSpace space(Family family, ImportResult.Imported imported, Target target) {
        return switch (family) {
            case OVERLAY -> OverlaySpace.of(imported.network(), target, BitOptions.AS_TRAINED, Requantisation.EXACT);
            case DATAFLOW -> DataflowSpace.of(imported.network(), target, BitOptions.AS_TRAINED, Requantisation.EXACT);
        };
    }
}
