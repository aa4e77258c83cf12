package io.rooftile.calibration.simulation;

import io.rooftile.calibration.simulation.BenchOutput.Reading;
import io.rooftile.calibration.tool.ToolFailure;
import io.rooftile.calibration.tool.ToolResult;
import io.rooftile.calibration.tool.ToolResult.ToolOutput;
import io.rooftile.calibration.tool.ToolRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A bench as a program.
///
/// @param program an executable file
public record CompiledBench(Path program) {
    private static final String NAME = "simulation";

    /// How errors begin: Verilator's own, and those of `$error` and `$fatal` with the time before.
    private static final Pattern ERROR = Pattern.compile("^(\\[\\d+\\] )?%Error.*");

    /// Runs it.
    ///
    /// @param folder where it runs and finds its input files
    /// @param plusargs settings, passed as `+KEY=VALUE`
    /// @throws ToolFailure when it reports an error, does not say `rooftile done`, or takes too long
    public BenchOutput run(Path folder, Map<String, String> plusargs, Duration limit) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        new TreeMap<>(plusargs).forEach((key, value) -> command.add("+" + key + "=" + value));
        ToolRun run = new ToolRun(NAME, command, folder, limit);
        ToolResult result = run.run();
        Optional<String> error = Stream.of(
                        result.output().out(), result.output().err())
                .flatMap(List::stream)
                .filter(line -> ERROR.matcher(line).matches())
                .findFirst();
        if (error.isPresent()) {
            throw ToolFailure.of(
                    NAME, "reported " + error.get(), result.output(), "see there for what the bench checks");
        }
        ToolOutput output = run.outputOrFail(result, "please report it with the design");
        List<Reading> readings = output.out().stream()
                .filter(line -> line.startsWith(BenchOutput.MARK + " "))
                .map(CompiledBench::reading)
                .toList();
        if (readings.stream().noneMatch(reading -> reading.key().equals(BenchOutput.DONE))) {
            throw ToolFailure.of(
                    NAME, "ended without the line `rooftile done`", output, "the bench must print it before $finish");
        }
        // What a cell prints in a final block comes behind it.
        return new BenchOutput(readings.stream()
                .filter(reading -> !reading.key().equals(BenchOutput.DONE))
                .toList());
    }

    private static Reading reading(String line) {
        List<String> words = Arrays.asList(line.strip().split(" +"));
        return new Reading(
                words.size() > 1 ? words.get(1) : "", words.subList(Math.min(2, words.size()), words.size()));
    }
}
