package io.rooftile.gui.data;

import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Target;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.reports.StoredRun;
import io.rooftile.resourcedb.ResourceDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a run was made from, as its arguments tell: read again, so that other designs can be estimated.
///
/// @param model as the user named it
/// @param arguments as given to `rooftile explore`
public record RunInputs(String model, List<String> arguments) {
    public RunInputs {
        arguments = List.copyOf(arguments);
    }

    public static RunInputs of(StoredRun run) {
        return new RunInputs(run.origin().model(), run.origin().commandLine());
    }

    /// The board with its budget.
    ///
    /// @throws UserInputException when the run does not say which, or it is no longer there
    public Target target() {
        ResourceDatabase database = ResourceDatabase.builtIn();
        String board = last("--board")
                .orElseThrow(() -> UserInputException.of(
                        model, "", "the run does not say for which board it is", "explore it again with --board"));
        Target target = Target.of(
                database.board(board),
                database.coefficients(last("--coefficients").orElse(ResourceDatabase.OWN)));
        for (String limit : values("--limit")) {
            target = limited(target, limit);
        }
        return target;
    }

    private static Target limited(Target target, String limit) {
        int equals = limit.indexOf('=');
        Resource resource = Arrays.stream(Resource.values())
                .filter(one -> equals > 0 && one.word().equals(limit.substring(0, equals)))
                .findFirst()
                .orElseThrow(() -> UserInputException.of(
                        "--limit", limit, "it names no resource", "edit the run's manifest.json or explore again"));
        ResourceVector budget = target.budget().with(resource, (long)
                Math.floor(target.board().available().get(resource) * Double.parseDouble(limit.substring(equals + 1))));
        return target.withBudget(budget);
    }

    /// The model, read again.
    ///
    /// @throws UserInputException when it is not there or cannot be imported: each obstacle in the details
    public ImportResult.Imported imported() {
        Path weights = last("--weights").map(Path::of).orElse(null);
        boolean hostFallback = arguments.contains("--host-fallback");
        return switch (ModelImport.read(model, new ImportOptions(weights, hostFallback))) {
            case ImportResult.Imported imported -> imported;
            case ImportResult.Refused refused ->
                throw UserInputException.withDetails(
                        model,
                        "",
                        "%,d operations cannot be imported"
                                .formatted(refused.unsupported().size()),
                        "each is named below with what to do",
                        refused.unsupported().stream()
                                .map(one -> one.node() + " (" + one.op() + "): " + one.reason() + "; " + one.hint())
                                .toList());
        };
    }

    private Optional<String> last(String option) {
        List<String> all = values(option);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// The values of an option, written `--board NAME` or `--board=NAME`.
    private List<String> values(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(option + "=")) {
                values.add(argument.substring(option.length() + 1));
            } else if (argument.equals(option) && i + 1 < arguments.size()) {
                values.add(arguments.get(i + 1));
            }
        }
        return values;
    }
}
