package io.rooftile.cli;

import io.rooftile.cli.RunArguments.Run;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.reports.WholePath;
import java.io.PrintWriter;
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
            "expected.mem, manifest.json and README.md. Of an overlay: the engine overlay.sv, the block axi_overlay.sv, the",
            "program as memory.mem and program.lst, overlay_bench.sv. The same run and design give the same bytes.",
            "Exit codes: 0 done, 1 failed, 2 bad usage or bad input."
        })
final class GenerateCommand implements Callable<Integer> {
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
            whole.fill(files(opened, workers));
            whole.complete();
        }
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.printf("%s: %s%n", design, folder);
        return Rooftile.DONE;
    }

    private Map<String, String> files(Run opened, int workers) {
        DesignFile given = DesignFile.read(HardwareDesign.file(opened, design));
        return switch (given.design()) {
            case DataflowDesign _ -> {
                HardwareDesign hardware = HardwareDesign.of(opened, design, workers);
                yield HardwareFiles.of(hardware, hardware.vectors(rows, workers));
            }
            case OverlayDesign overlay -> {
                OverlayHardware hardware = OverlayHardware.of(opened, design, given, overlay, workers);
                yield OverlayFiles.of(hardware, hardware.vectors(rows, workers));
            }
        };
    }
}
