package io.rooftile.campaign;

import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One exploration of a campaign.
///
/// @param number from 1, in the order of the file
/// @param id unique in its campaign, usable as the name of a folder
/// @param objectives at least two
/// @param limits the share of a resource that designs may use, 0 to 1, by its word
/// @param effort further arguments of `rooftile explore`: its bits, and when to stop
public record Cell(
        int number,
        String id,
        Source model,
        Source board,
        Family family,
        List<Objective> objectives,
        SortedMap<String, Double> limits,
        long seed,
        List<String> effort) {
    public Cell {
        objectives = List.copyOf(objectives);
        limits = new TreeMap<>(limits);
        effort = List.copyOf(effort);
    }

    /// The arguments with which `rooftile explore` does the same.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("explore", model.location()));
        arguments.addAll(model.options());
        if (objectives.contains(Objective.ACCURACY)) {
            arguments.addAll(model.dataOptions());
        }
        arguments.addAll(List.of("--board", board.location(), "--family", family.word()));
        arguments.addAll(
                List.of("--objectives", objectives.stream().map(Objective::word).collect(Collectors.joining(","))));
        limits.forEach((resource, fraction) -> arguments.addAll(List.of("--limit", resource + "=" + fraction)));
        arguments.addAll(List.of("--seed", String.valueOf(seed)));
        arguments.addAll(effort);
        // Cells run side by side, each on one thread.
        arguments.addAll(List.of("--threads", "1"));
        return arguments;
    }

    /// All that its result depends on.
    String identity() {
        return String.join(
                "\n",
                id,
                model.identity(),
                board.identity(),
                family.word(),
                objectiveWords(),
                limitWords(),
                String.valueOf(seed),
                String.join(" ", effort));
    }

    /// `latency energy`.
    public String objectiveWords() {
        return objectives.stream().map(Objective::word).collect(Collectors.joining(" "));
    }

    /// `dsp=0.5 lut=0.8`, empty where the usual limits hold.
    public String limitWords() {
        return words(limits);
    }

    static String words(Map<String, Double> limits) {
        return limits.entrySet().stream()
                .map(limit -> limit.getKey() + "=" + limit.getValue())
                .collect(Collectors.joining(" "));
    }
}
