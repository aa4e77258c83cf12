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
    private final Map<Tool, ToolSearch> searches = new EnumMap<>(Tool.class);

    /// Tools in these folders, the first that holds one wins.
    public Toolchain(List<Path> searchPath) {
        this.searchPath = List.copyOf(searchPath);
    }

    /// The tools on the user's `PATH`.
    ///
    /// @param environment the process's environment variables
    public static Toolchain of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        return new Toolchain(Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList());
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
            case Unfit unfit -> throw ToolFailure.of(tool.program(), unfit.what(), hint(tool));
            case Missing _ -> throw ToolFailure.of(tool.program(), "is not on the PATH", hint(tool));
        };
    }

    private static String hint(Tool tool) {
        String least = tool.leastVersion().isEmpty() ? "" : " " + tool.leastVersion() + " or newer";
        return "run scripts/install-tools or install " + tool.program() + least;
    }

    private ToolSearch search(Tool tool) {
        return onPath(tool).map(file -> ask(tool, List.of(file.toString()))).orElse(new Missing(tool));
    }

    private Optional<Path> onPath(Tool tool) {
        return searchPath.stream()
                .map(folder -> folder.resolve(tool.program()))
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
