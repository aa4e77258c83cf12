package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Target;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The arguments that say what to search for and how long.
final class SearchArguments {
    @Option(
            names = "--family",
            split = ",",
            paramLabel = "FAMILY",
            description = "overlay, dataflow, or both (the default).")
    private final List<Family> families = new ArrayList<>();

    @Option(
            names = "--objectives",
            split = ",",
            paramLabel = "NAME",
            description = {
                "What the front trades off, two or more of latency, throughput, lut, ff, dsp, bram, uram,",
                "utilisation, power, energy, accuracy (see --data). Default: latency,throughput,utilisation,energy."
            })
    private final List<String> objectives = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all random choices: the same seed gives the same front. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final ThreadArguments threads = new ThreadArguments();

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            defaultValue = "10000",
            description = {
                "Stop a family's search after about so many designs, or earlier when its front no longer moves.",
                "Default: ${DEFAULT-VALUE}."
            })
    private long evaluations;

    @Option(
            names = "--seconds",
            paramLabel = "T",
            description = "Stop after so long; the front then depends on the machine's speed.")
    private @Nullable Double seconds;

    @Option(
            names = "--front",
            paramLabel = "N",
            defaultValue = "100",
            description = "Keep at most so many designs of each family's front. Default: ${DEFAULT-VALUE}.")
    private int frontSize;

    @Option(
            names = "--robust",
            description = {
                "Rank designs, and let them fit, by the pessimistic end of what their LUTs and flip-flops may be off by",
                "(of the dataflow family; nothing is known of the overlay's)."
            })
    private boolean isRobust;

    /// What designs are estimated for.
    Target target(Target target) {
        return isRobust ? target.robust() : target;
    }

    SearchSettings settings() {
        List<Objective> chosen = objectives.isEmpty()
                ? Objective.STANDARD
                : objectives.stream().map(SearchArguments::objective).distinct().toList();
        if (isRobust) {
            chosen = chosen.stream().map(Objective::robust).toList();
        }
        Least.require("--objectives", chosen.size(), 2);
        int workers = threads.count();
        Least.require("--front", frontSize, 10);
        Least.require("--evaluations", evaluations, 1);
        return new SearchSettings(
                families.isEmpty()
                        ? List.of(Family.values())
                        : families.stream().distinct().sorted().toList(),
                chosen,
                seed,
                workers,
                new SearchSettings.Effort(evaluations, timeLimit()),
                frontSize);
    }

    private static Objective objective(String word) {
        return Objective.of(word)
                .orElseThrow(() -> UserInputException.of(
                        "--objectives", "", "there is no objective " + word, "name some of " + Objective.words()));
    }

    private @Nullable Duration timeLimit() {
        if (seconds == null) {
            return null;
        }
        if (!(seconds > 0 && seconds < 1e9)) {
            throw UserInputException.of(
                    "--seconds", "", "the time was " + seconds, "give a positive number of seconds");
        }
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }
}
