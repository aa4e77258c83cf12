package io.rooftile.cli;

import io.rooftile.calibration.tool.Cache;
import io.rooftile.calibration.tool.Tool;
import io.rooftile.calibration.tool.ToolSearch;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.ToolSearch.Missing;
import io.rooftile.calibration.tool.ToolSearch.Unfit;
import io.rooftile.calibration.tool.Toolchain;
import io.rooftile.modelimport.tensorflow.NativeLibrary;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `rooftile doctor`: what is there and what is missing.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Shows which tools are there, which version, and what is missing.")
final class DoctorCommand implements Callable<Integer> {
    private static final double BYTES_PER_MEBIBYTE = 1024.0 * 1024.0;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ResourceDatabase database = ResourceDatabase.builtIn();
        TextTable table = new TextTable("what", "state", "needed for");
        table.row("Rooftile", Version.number(), "everything");
        table.row("Java", Runtime.version().toString(), "everything");
        table.row(
                "heap",
                Numbers.short3(Runtime.getRuntime().maxMemory() / BYTES_PER_MEBIBYTE) + " MiB",
                "512 MiB explore ResNet-50; set ROOFTILE_JAVA_OPTS=-Xmx2g for more");
        table.row("boards", database.boardNames().size() + " built in", "--board");
        table.row("TensorFlow runtime", NativeLibrary.state(), "variables of SavedModels; no other format needs it");
        Toolchain tools = Toolchain.of(System.getenv());
        for (Tool tool : Tool.values()) {
            table.row(tool.program(), state(tools.find(tool)), purpose(tools.find(tool), tool));
        }
        table.row(
                "cache",
                Cache.of(System.getenv()).folder(),
                "what tools made, so that nothing is made twice; set ROOFTILE_CACHE to move it");
        table.print(out);
        return Rooftile.DONE;
    }

    private static String state(ToolSearch search) {
        return switch (search) {
            case Found found -> found.version() + (found.isWebAssembly() ? " as npm package" : "");
            case Unfit _ -> "unfit";
            case Missing _ -> "missing";
        };
    }

    private static String purpose(ToolSearch search, Tool tool) {
        return switch (search) {
            case Found _ -> tool.neededFor();
            case Unfit unfit -> tool.neededFor() + "; it " + unfit.what() + ", " + Toolchain.remedy(tool);
            case Missing _ -> tool.neededFor() + "; " + Toolchain.remedy(tool);
        };
    }
}
