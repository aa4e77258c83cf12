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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// One search from model to run folder, the same that `rooftile explore` does. What was found and what is written are
/// two steps, so that a full disk costs no search.
///
/// @param version of Rooftile
/// @param clock for the manifest's start and end
/// @param nanoTime for nothing but the search's time limits
/// @param threads that evaluate designs
public record RunSearch(String version, Clock clock, LongSupplier nanoTime, int threads) {
    /// What a search found, not written yet.
    ///
    /// @param imported the model
    public record Found(
            SearchPlan plan,
            Exploration exploration,
            ImportResult.Imported imported,
            String modelSha256,
            Instant start,
            Instant end) {
        /// Whether there is anything to keep: designs, or why there are none.
        boolean isNothing() {
            return exploration.familyFronts().isEmpty()
                    && exploration.nearMisses().isEmpty();
        }
    }

    /// Searches.
    ///
    /// @param cloud hears of each design that is estimated
    /// @param control pauses and ends the search
    /// @throws io.rooftile.core.UserInputException when the model, the board or the folder is wrong
    public Found find(SearchPlan plan, Cloud cloud, SearchControl control) {
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
        return new Found(plan, exploration, imported, ModelDigest.of(plan.model()), start, clock.instant());
    }

    /// Writes the run folder and reads it back.
    ///
    /// @param out the folder; that of the plan, or another where that one failed
    /// @throws io.rooftile.core.UserInputException when it cannot be written
    public StoredRun keep(Found found, Path out) {
        SearchPlan plan = found.plan().to(out);
        RunFolder.write(
                out,
                found.exploration(),
                new RunManifest(
                        version,
                        plan.commandLine(),
                        plan.model(),
                        found.imported().format(),
                        found.modelSha256(),
                        found.imported().storedParameters(),
                        found.start(),
                        found.end()));
        return StoredRun.read(out);
    }

    private static DesignSpace space(Family family, ImportResult.Imported imported, Target target) {
        return switch (family) {
            case OVERLAY -> OverlaySpace.of(imported.network(), target, BitOptions.AS_TRAINED, Requantisation.EXACT);
            case DATAFLOW -> DataflowSpace.of(imported.network(), target, BitOptions.AS_TRAINED, Requantisation.EXACT);
        };
    }
}
