package io.rooftile.cli;

import io.rooftile.calibration.dataflow.GoldenVectors;
import io.rooftile.cli.RunArguments.Run;
import io.rooftile.reports.WholePath;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile generate`: a design as SystemVerilog.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a design of a run as SystemVerilog, with its memories, a bench and golden vectors.",
        footer = {
            "",
            "The folder holds the top module accelerator.sv, the cells, their memories (*.mem), bench.sv with input.mem and",
            "expected.mem, manifest.json and README.md. The same run and design give the same bytes.",
            "Exit codes: 0 done, 1 failed, 2 bad usage or bad input."
        })
final class GenerateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final RunArguments run = new RunArguments();

    @Option(names = "--design", required = true, paramLabel = "ID", description = "A design of the run: dataflow-001.")
    @SuppressWarnings("NullAway.Init")
    private String design;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Receives the files. Default: RUN/hardware/ID; what rooftile generate left there is replaced.")
    private @Nullable Path out;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10",
            description = "Rows of golden vectors. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Mixin
    private final ThreadArguments threads = new ThreadArguments();

    @Override
    public Integer call() {
        Least.require("--rows", rows, 1);
        int workers = threads.count();
        Run opened = run.open();
        HardwareDesign.file(opened, design);
        Path folder = out != null ? out : opened.folder().resolve("hardware").resolve(design);
        // Whether it can be written is said before the long work.
        try (WholePath whole = WholePath.folder(folder, HardwareFiles.MANIFEST, "--out", HardwareWorkplace::in)) {
            HardwareDesign hardware = HardwareDesign.of(opened, design, workers);
            GoldenVectors vectors = hardware.vectors(rows, workers);
            whole.fill(HardwareFiles.of(hardware, vectors));
            whole.complete();
        }
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.printf("%s: %s%n", design, folder);
        return Rooftile.DONE;
    }
}
