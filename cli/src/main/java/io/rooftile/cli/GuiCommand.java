package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rooftile gui` among the commands of the help. The window is a program of its own, which the start script runs in
/// place of this one.
@Command(
        name = "gui",
        mixinStandardHelpOptions = true,
        description = "Opens the Pareto explorer, a window on the fronts of one or several runs.",
        footer = {"", "Exit codes: 0 done, 2 bad usage, bad input or no display."})
final class GuiCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Run folders that rooftile explore left.")
    private final List<Path> runs = new ArrayList<>();

    @Override
    public Integer call() {
        String command = Stream.concat(Stream.of("gui"), runs.stream().map(Path::toString))
                .collect(Collectors.joining(" "));
        throw UserInputException.of(
                command, "", "the window is no part of the command line", "start it with the rooftile script");
    }
}
