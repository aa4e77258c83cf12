package io.rooftile.cli;

import io.rooftile.cli.HardwareTrial.Finding;
import io.rooftile.cli.HardwareTrial.Level;
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
            "Latency: cycles from a row's first word in to its last word out. Interval: between two rows' last words.",
            "Compiled benches are kept in the cache folder (ROOFTILE_CACHE, else in XDG_CACHE_HOME or ~/.cache).",
            "Exit codes: 0 as predicted, 1 a word or a cycle differs or a tool failed, 2 bad usage or bad input."
        })
final class SimulateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RunArguments run = new RunArguments();

    @Option(names = "--design", required = true, paramLabel = "ID", description = "A design of the run: dataflow-001.")
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
        int rows = trial.rows();
        int pressures = trial.pressures();
        HardwareTrial tools = trial.trial();
        HardwareDesign hardware = HardwareDesign.of(run.open(), design, trial.threads());
        Finding finding =
                tools.run(hardware, mapped ? Level.MAPPED : Level.SOURCE, rows, pressures, false, trial.threads());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(HardwareTrial.json(List.of(finding))));
        } else {
            HardwareTrial.table(List.of(finding)).print(out);
        }
        return finding.isAsPredicted() ? Rooftile.DONE : Rooftile.FAILED;
    }
}
