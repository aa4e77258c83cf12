package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.overlay.OverlaySpace;
import io.rooftile.dse.Explorer;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchSettings;
import io.rooftile.modelimport.passes.StandardPasses;
import io.rooftile.modelimport.zoo.Zoo;
import io.rooftile.reports.RunManifest;
import io.rooftile.resourcedb.ResourceDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Explores built-in topologies for real, and records what commands it was asked for. They all go well, but that some
/// designs miss their clock.
final class TestWorkbench implements Workbench {
    private final Set<String> refused;
    private final Predicate<String> missesClock;
    final ConcurrentLinkedQueue<List<String>> commands = new ConcurrentLinkedQueue<>();

    /// @param refused models whose import fails
    TestWorkbench(Set<String> refused) {
        this(refused, _ -> false);
    }

    /// @param missesClock whether a design's placed hardware does, by its id
    TestWorkbench(Set<String> refused, Predicate<String> missesClock) {
        this.refused = refused;
        this.missesClock = missesClock;
    }

    @Override
    public String version() {
        return "test";
    }

    @Override
    public List<String> boards() {
        return ResourceDatabase.builtIn().boardNames();
    }

    @Override
    public List<String> topologies() {
        return Zoo.names();
    }

    @Override
    public void requireModel(String model) {
        if (model.startsWith("zoo:")) {
            Zoo.topology(model.substring("zoo:".length()));
        } else if (!Files.exists(Path.of(model))) {
            throw UserInputException.of(model, "", "there is no such file", "check the path");
        }
    }

    @Override
    public String boardName(String nameOrFile) {
        return ResourceDatabase.builtIn().board(nameOrFile).name();
    }

    @Override
    public String digest(String pathOrName) {
        return "digest of " + pathOrName;
    }

    @Override
    public Explored explore(List<String> arguments, BooleanSupplier cancelled) {
        String model = arguments.get(1);
        if (refused.contains(model)) {
            throw UserInputException.of(model, "", "it is refused, \"here\"", "take another");
        }
        Network network = StandardPasses.apply(Zoo.network(model.substring("zoo:".length())));
        ResourceDatabase database = ResourceDatabase.builtIn();
        Target target =
                Target.of(database.board(option(arguments, "--board")), database.coefficients(ResourceDatabase.THEORY));
        Family family = Family.valueOf(option(arguments, "--family").toUpperCase(Locale.ROOT));
        List<Objective> objectives = Arrays.stream(
                        option(arguments, "--objectives").split(","))
                .map(word -> Objective.of(word).orElseThrow())
                .toList();
        SearchSettings settings = new SearchSettings(
                List.of(family),
                objectives,
                Long.parseLong(option(arguments, "--seed")),
                1,
                new SearchSettings.Effort(Long.parseLong(option(arguments, "--evaluations")), null),
                10);
        List<DesignSpace> spaces = new ArrayList<>();
        spaces.add(
                switch (family) {
                    case OVERLAY -> OverlaySpace.of(network, target, BitOptions.AS_TRAINED, Requantisation.EXACT);
                    case DATAFLOW -> DataflowSpace.of(network, target, BitOptions.AS_TRAINED, Requantisation.EXACT);
                });
        Explorer.Control control = new Explorer.Control(cancelled, _ -> {}, () -> 0);
        return new Explored(
                new Explorer(network, target, spaces).explore(settings, control),
                new RunManifest("test", arguments, model, "zoo", "none", 1, Instant.EPOCH, Instant.EPOCH));
    }

    private static String option(List<String> arguments, String name) {
        return arguments.get(arguments.indexOf(name) + 1);
    }

    @Override
    public Reply command(List<String> arguments) {
        commands.add(arguments);
        boolean isMissed = arguments.getFirst().equals("synthesize") && missesClock.test(option(arguments, "--design"));
        return new Reply(isMissed ? 1 : 0, arguments.getFirst() + " is done", "");
    }
}
