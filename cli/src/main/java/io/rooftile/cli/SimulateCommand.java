package io.rooftile.cli;

import io.rooftile.cli.HardwareTrial.Level;
import io.rooftile.cli.TrialArguments.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile simulate`: a design's hardware in Verilator, beside what was predicted.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Generates a design of a run, runs it in Verilator, compares every word with the integer reference and the",
            "cycles with the prediction."
        },
        footer = {
            "",
            "Latency: cycles from a row's first word in to its last word out; interval: between two rows' last words.",
            "Of overlays: from the start of the program to its end, with a memory as the board's.",
            "Compiled benches are kept in the cache folder (ROOFTILE_CACHE, else in XDG_CACHE_HOME or ~/.cache).",
            "Exit codes: 0 as predicted, 1 a word or a cycle differs or a tool failed, 2 bad usage or bad input."
        })
final class SimulateCommand implements Callable<Integer> {
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
            names = "--mapped",
            description = "Run what Yosys maps the design to, in models of the part's cells; for iCE40 boards.")
    private boolean mapped;

    @Mixin
    private final TrialArguments trial = new TrialArguments();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        // What is wrong with the arguments is said before the long work.
        Trial tools = trial.simulation();
        TrialReport report = tools.run(run.open(), design, mapped ? Level.MAPPED : Level.SOURCE);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(TrialReport.json(List.of(report))));
        } else {
            TrialReport.table(List.of(report)).print(out);
        }
        return report.isAsPredicted() ? Rooftile.DONE : Rooftile.FAILED;
    }
}
