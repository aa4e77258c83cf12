package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import io.rooftile.resourcedb.ResourceDatabase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// The arguments of every command that estimates designs.
final class TargetArguments {
    @Option(
            names = "--board",
            required = true,
            paramLabel = "NAME|FILE.yaml",
            description = "A built-in board (see rooftile parts) or a board file of your own.")
    @SuppressWarnings("NullAway.Init")
    private String board;

    @Option(
            names = "--limit",
            paramLabel = "RESOURCE=FRACTION",
            description = {
                "Share of the board's lut, ff, dsp, bram or uram that a design may use, 0 to 1;",
                "by default the coefficient set's utilisation limits. Repeatable."
            })
    private final Map<String, Double> limits = new LinkedHashMap<>();

    @Option(
            names = "--coefficients",
            paramLabel = "NAME|FILE.yaml",
            defaultValue = ResourceDatabase.OWN,
            description = "The coefficient set. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String coefficients;

    Target target() {
        ResourceDatabase database = ResourceDatabase.builtIn();
        Target target = Target.of(database.board(board), database.coefficients(coefficients));
        for (Map.Entry<String, Double> limit : limits.entrySet()) {
            target = limited(target, resource(limit.getKey()), limit.getValue());
        }
        return target;
    }

    private static Resource resource(String word) {
        return Arrays.stream(Resource.values())
                .filter(resource -> resource.word().equals(word))
                .findFirst()
                .orElseThrow(() -> UserInputException.of(
                        "--limit",
                        "",
                        "there is no resource " + word,
                        "name one of "
                                + Arrays.stream(Resource.values())
                                        .map(Resource::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static Target limited(Target target, Resource resource, double fraction) {
        if (!(fraction > 0 && fraction <= 1)) {
            throw UserInputException.of(
                    "--limit",
                    resource.word(),
                    "the fraction was " + fraction,
                    "give one above 0 and up to 1, for example " + resource.word() + "=0.8");
        }
        Board board = target.board();
        ResourceVector budget = target.budget()
                .with(resource, (long) Math.floor(board.available().get(resource) * fraction));
        return target.withBudget(budget);
    }
}
