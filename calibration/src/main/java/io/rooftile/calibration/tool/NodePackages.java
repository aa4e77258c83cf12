package io.rooftile.calibration.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.ToolSearch.Unfit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Tools as WebAssembly in npm packages. They have no program of their own: a driver beside them, `run.mjs`, gives them
/// the working folder's files and writes back theirs.
final class NodePackages {
    /// Where they are in the cache folder.
    static final String FOLDER = "node-tools";

    private static final String DRIVER = "run.mjs";

    private NodePackages() {}

    /// Looks for a tool among the packages.
    ///
    /// @param folder holds the driver and `node_modules`
    /// @param node the program that runs them
    /// @return empty when there is no package with this tool
    static Optional<ToolSearch> find(Tool tool, Path folder, Optional<Path> node) {
        return packageOf(tool)
                .filter(name -> Files.isRegularFile(description(folder, name)))
                .map(name -> judge(tool, name, folder, node));
    }

    private static Optional<String> packageOf(Tool tool) {
        return switch (tool) {
            case YOSYS -> Optional.of("@yowasp/yosys");
            case NEXTPNR_ICE40, ICEPACK -> Optional.of("@yowasp/nextpnr-ice40");
            case VERILATOR, CXX, MAKE -> Optional.empty();
        };
    }

    private static Path description(Path folder, String name) {
        return folder.resolve("node_modules").resolve(name).resolve("package.json");
    }

    private static ToolSearch judge(Tool tool, String name, Path folder, Optional<Path> node) {
        String there = "is there as npm package " + name;
        if (node.isEmpty()) {
            return new Unfit(tool, there + ", but node is not on the PATH");
        }
        // Asking the tool itself would take seconds: it has to be compiled first.
        Optional<ToolVersion> version = version(description(folder, name));
        if (version.isEmpty()) {
            return new Unfit(tool, there + ", which says no version");
        }
        String text = version.get().text();
        List<String> command =
                List.of(node.get().toString(), folder.resolve(DRIVER).toString(), tool.program());
        return tool.accepts(version.get())
                ? new Found(tool, command, text)
                : new Unfit(tool, "is version " + text + ", which is too old");
    }

    private static Optional<ToolVersion> version(Path description) {
        try {
            return ToolVersion.parse(new ObjectMapper()
                    .readTree(description.toFile())
                    .path("version")
                    .asText());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
