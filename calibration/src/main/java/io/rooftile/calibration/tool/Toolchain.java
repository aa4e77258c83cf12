package io.rooftile.calibration.tool;

import io.rooftile.calibration.tool.ToolResult.ToolOutput;
import io.rooftile.calibration.tool.ToolSearch.Found;
import io.rooftile.calibration.tool.ToolSearch.Missing;
import io.rooftile.calibration.tool.ToolSearch.Unfit;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tools of this machine. Each is looked for once, when it is first asked for.
public final class Toolchain {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final List<Path> searchPath;
    private final Path packages;
    private final Map<Tool, ToolSearch> searches = new EnumMap<>(Tool.class);

    /// Tools in these folders, the first that holds one wins.
    ///
    /// @param packages the folder that `scripts/install-tools` installs npm packages in; looked at last
    public Toolchain(List<Path> searchPath, Path packages) {
        this.searchPath = List.copyOf(searchPath);
        this.packages = packages;
    }

    /// The tools on the user's `PATH`, else those in the cache folder.
    ///
    /// @param environment the process's environment variables
    public static Toolchain of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        List<Path> folders = Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
        return new Toolchain(folders, Cache.of(environment).folder().resolve(NodePackages.FOLDER));
    }

    /// Looks for a tool.
    public synchronized ToolSearch find(Tool tool) {
        return searches.computeIfAbsent(tool, this::search);
    }

    /// A tool that is needed now.
    ///
    /// @throws ToolFailure when it is missing or does not do
    public Found require(Tool tool) {
        return switch (find(tool)) {
            case Found found -> found;
            case Unfit unfit -> throw ToolFailure.of(tool.program(), unfit.what(), remedy(tool));
            case Missing _ -> throw ToolFailure.of(tool.program(), "is not on the PATH", remedy(tool));
        };
    }

    /// What to do when it is not there.
    public static String remedy(Tool tool) {
        String least = tool.leastVersion().isEmpty() ? "" : " " + tool.leastVersion() + " or newer";
        return "run scripts/install-tools or install " + tool.program() + least;
    }

    /// A native tool is two to three times as fast as a WebAssembly build, which serves where there is no native one.
    private ToolSearch search(Tool tool) {
        ToolSearch search = onPath(tool.program())
                .map(file -> ask(tool, List.of(file.toString())))
                .orElse(new Missing(tool));
        return search instanceof Found
                ? search
                : NodePackages.find(tool, packages, onPath("node")).orElse(search);
    }

    private Optional<Path> onPath(String program) {
        return searchPath.stream()
                .map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static ToolSearch ask(Tool tool, List<String> command) {
        if (tool.versionArguments().isEmpty()) {
            return new Found(tool, command, "unknown");
        }
        List<String> question = new ArrayList<>(command);
        question.addAll(tool.versionArguments());
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return switch (new ToolRun(tool.program(), question, folder, ANSWER_LIMIT).run()) {
            case ToolResult.Ended(int exitCode, ToolOutput output) when exitCode == 0 -> judge(tool, command, output);
            case ToolResult.Ended ended ->
                new Unfit(tool, "does not say its version (exit code " + ended.exitCode() + ")");
            case ToolResult.TimedOut _ ->
                new Unfit(tool, "does not say its version within " + ANSWER_LIMIT.toSeconds() + " s");
            case ToolResult.Flooded _ -> new Unfit(tool, "prints without end when asked for its version");
            case ToolResult.NotStarted notStarted -> new Unfit(tool, "cannot be started (" + notStarted.reason() + ")");
        };
    }

    private static ToolSearch judge(Tool tool, List<String> command, ToolOutput output) {
        List<String> words = new ArrayList<>(output.out());
        words.addAll(output.err());
        Optional<ToolVersion> version =
                words.stream().flatMap(line -> ToolVersion.parse(line).stream()).findFirst();
        if (version.isEmpty()) {
            return new Unfit(tool, "says no version");
        }
        return tool.accepts(version.get())
                ? new Found(tool, command, version.get().text())
                : new Unfit(tool, "is version " + version.get().text() + ", which is too old");
    }
}
