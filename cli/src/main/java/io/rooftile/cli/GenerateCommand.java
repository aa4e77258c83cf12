package io.rooftile.cli;

import io.rooftile.calibration.dataflow.GoldenVectors;
import io.rooftile.reports.WholePath;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    public Integer call() throws IOException {
        Least.require("--rows", rows, 1);
        HardwareDesign hardware = HardwareDesign.of(run.open(), design, threads.count());
        GoldenVectors vectors = hardware.vectors(rows, threads.count());
        Path folder =
                out != null ? out : hardware.run().folder().resolve("hardware").resolve(design);
        try (WholePath whole = WholePath.folder(folder, HardwareFiles.MANIFEST, "--out")) {
            Path fresh = Files.createDirectories(whole.fresh());
            for (Map.Entry<String, String> file :
                    HardwareFiles.of(hardware, vectors).entrySet()) {
                Files.writeString(fresh.resolve(file.getKey()), file.getValue());
            }
            whole.complete();
        }
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.printf("%s: %s%n", design, folder);
        return Rooftile.DONE;
    }
}
