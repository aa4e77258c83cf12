package io.rooftile.cli;

import io.rooftile.campaign.CampaignFile;
import io.rooftile.campaign.CampaignRun;
import io.rooftile.campaign.CampaignRun.Control;
import io.rooftile.campaign.CampaignRun.Settings;
import io.rooftile.campaign.CampaignRun.Summary;
import io.rooftile.campaign.CellExecutor;
import io.rooftile.campaign.Cluster;
import io.rooftile.campaign.Plan;
import io.rooftile.campaign.RemoteCells;
import io.rooftile.campaign.TimeEstimate;
import io.rooftile.campaign.Workers;
import io.rooftile.core.UserInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rooftile campaign`: many models on many boards.
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Explores many models on many boards: every cell of a campaign file, several at once. Whatever ends it",
            "(Ctrl-C, kill -9, power), the same command goes on and loses only the cells in hand."
        },
        footer = {
            "",
            "docs/campaigns.md describes campaign files; campaigns/ holds three. The campaign folder holds index.html,",
            "results.csv (a row per design of each cell's front), cells/ID/ (a run folder each) and campaign.db (SQLite).",
            "The same file, models, boards and version give the same results.csv: any --workers, any --master.",
            "Exit codes: 0 done, 1 a cell failed, no cell has a design, or it was interrupted, 2 bad usage or bad input."
        })
final class CampaignCommand implements Callable<Integer> {
    /// What to run again.
    private enum Retried {
        FAILED
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE.yaml", description = "The campaign file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--out", paramLabel = "FOLDER", description = "The campaign folder. Default: runs/campaign-FILE.")
    private @Nullable Path out;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Cells at once; results do not depend on it. Default: one per processor.")
    private @Nullable Integer workers;

    @Option(
            names = "--master",
            paramLabel = "ADDRESS",
            description = {
                "Run the cells as tasks of Apache Spark instead: local[CORES], spark://HOST:PORT, or",
                "local-cluster[EXECUTORS,CORES,MEGABYTES]. Executors see the same files under the same paths."
            })
    private @Nullable String master;

    @Option(
            names = "--dry-run",
            description = "Print the cells and an estimate of the time, which explores a few of them; write nothing.")
    private boolean dryRun;

    @Option(names = "--retry", paramLabel = "failed", description = "Run the cells that failed again.")
    private @Nullable Retried retried;

    @Option(names = "--restart", description = "Delete the results that are there and begin anew.")
    private boolean restart;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        int count = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        Least.require("--workers", count, 1);
        if (!file.toString().endsWith(".yaml") && !file.toString().endsWith(".yml")) {
            throw UserInputException.of(file.toString(), "", "a campaign file ends in .yaml", "give its path");
        }
        Optional<Cluster> cluster = Optional.ofNullable(master).map(CampaignCommand::cluster);
        CampaignWorkbench workbench = new CampaignWorkbench();
        Plan plan = CampaignFile.read(file, workbench);
        PrintWriter stdout = spec.commandLine().getOut();
        if (dryRun) {
            print(stdout, plan, TimeEstimate.of(plan, workbench, System::nanoTime), count);
            return Rooftile.DONE;
        }
        Path folder = out != null ? out : Path.of("runs", "campaign-" + plan.name());
        Summary summary;
        try (Interruption interruption = new Interruption();
                CampaignProgress progress =
                        new CampaignProgress(spec.commandLine().getErr(), System::nanoTime)) {
            CellExecutor executor = cluster.<CellExecutor>map(
                            found -> RemoteCells.of(found, String.valueOf(master), file, plan, workbench.version()))
                    .orElseGet(() -> new Workers(count));
            summary = new CampaignRun(plan, workbench, executor)
                    .run(
                            new Settings(folder, restart, retried == Retried.FAILED),
                            new Control(interruption::isRequested, progress, System::nanoTime));
        }
        if (json) {
            stdout.println(Json.text(Json.object()
                    .put("folder", folder.toString())
                    .put("cells", summary.total())
                    .put("done", summary.done())
                    .put("infeasible", summary.infeasible())
                    .put("failed", summary.failed())
                    .put("complete", summary.isComplete())));
        } else {
            print(stdout, summary);
        }
        return summary.isComplete() && summary.failed() == 0 && summary.done() > 0 ? Rooftile.DONE : Rooftile.FAILED;
    }

    private static Cluster cluster(String master) {
        Cluster cluster = Cluster.installed()
                .orElseThrow(() -> UserInputException.of(
                        "--master",
                        master,
                        "Spark is not on the class path",
                        "run ./rooftile, which gets it, or put campaign-spark and its libraries there"));
        cluster.require(master);
        return cluster;
    }

    private static void print(PrintWriter stdout, Plan plan, TimeEstimate estimate, int workers) {
        TextTable table = new TextTable("cell", "model", "board", "family", "objectives", "constraints", "seed");
        plan.cells()
                .forEach(cell -> table.row(
                        cell.number(),
                        cell.model().name(),
                        cell.board().name(),
                        cell.family().word(),
                        cell.objectiveWords(),
                        cell.limitWords(),
                        cell.seed()));
        table.print(stdout);
        stdout.printf(
                "%n%,d cells; about %s with %d at once, by %d of them that were explored%s%n",
                plan.cells().size(),
                CampaignProgress.duration(estimate.seconds(workers)),
                workers,
                estimate.sampledCells(),
                plan.hasTools() ? "; simulation and synthesis come on top" : "");
    }

    private static void print(PrintWriter stdout, Summary summary) {
        stdout.printf(
                "%,d cells: %,d with designs, %,d where nothing fits, %,d failed%n",
                summary.total(), summary.done(), summary.infeasible(), summary.failed());
        if (!summary.isComplete()) {
            stdout.printf("interrupted; the same command goes on with the rest (%s)%n", summary.folder());
            return;
        }
        stdout.printf("results: %s%n", summary.folder().resolve("index.html"));
        if (summary.failed() > 0) {
            stdout.println("the page says why cells failed; --retry failed runs them again");
        }
    }
}
