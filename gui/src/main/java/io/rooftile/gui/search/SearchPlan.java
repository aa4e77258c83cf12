package io.rooftile.gui.search;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Family;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchSettings;
import io.rooftile.gui.data.RunInputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a person asks to be searched.
///
/// @param model a file, a folder or `zoo:NAME`
/// @param board a built-in board's name or a board file
/// @param families at least one
/// @param objectives at least two
/// @param evaluations most designs that are estimated of each family
/// @param limits share of a resource that may be used, as `lut=0.7`
/// @param out the run folder that is left
public record SearchPlan(
        String model,
        String board,
        List<Family> families,
        List<Objective> objectives,
        long evaluations,
        List<String> limits,
        Path out) {
    private static final long SEED = 1;
    private static final int FRONT_SIZE = 100;

    /// @throws UserInputException when something is missing
    public SearchPlan {
        families = List.copyOf(families);
        objectives = List.copyOf(objectives);
        limits = List.copyOf(limits);
        require(!model.isBlank(), "model", "no model is named", "pick a model file or write zoo:NAME");
        require(!board.isBlank(), "board", "no board is named", "pick one");
        require(!families.isEmpty(), "family", "no family is chosen", "choose overlay, dataflow or both");
        require(objectives.size() >= 2, "objectives", "fewer than two are chosen", "choose two or more");
        require(evaluations > 0, "evaluations", "the number was " + evaluations, "give 1 or more");
    }

    private static void require(boolean holds, String place, String what, String hint) {
        if (!holds) {
            throw UserInputException.of(place, "", what, hint);
        }
    }

    SearchSettings settings(int threads) {
        return new SearchSettings(
                families, objectives, SEED, threads, new SearchSettings.Effort(evaluations, null), FRONT_SIZE);
    }

    /// The same search as a command line, from which the run can be taken up again.
    List<String> commandLine() {
        List<String> arguments = new ArrayList<>(List.of("explore", model, "--board", board));
        arguments.add("--family");
        arguments.add(families.stream().map(Family::word).collect(Collectors.joining(",")));
        arguments.add("--objectives");
        arguments.add(objectives.stream().map(Objective::word).collect(Collectors.joining(",")));
        arguments.add("--evaluations");
        arguments.add(String.format(Locale.ROOT, "%d", evaluations));
        limits.forEach(limit -> arguments.addAll(List.of("--limit", limit)));
        arguments.add("--out");
        arguments.add(out.toString());
        return arguments;
    }

    /// The same search with another folder to leave.
    SearchPlan to(Path folder) {
        return new SearchPlan(model, board, families, objectives, evaluations, limits, folder);
    }

    RunInputs inputs() {
        return new RunInputs(model, commandLine());
    }
}
