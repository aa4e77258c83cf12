package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.calibration.published.CoefficientText;
import io.rooftile.calibration.published.Measurement;
import io.rooftile.calibration.published.Replay;
import io.rooftile.calibration.published.Replayed;
import io.rooftile.calibration.published.TruthFolder;
import io.rooftile.core.UserInputException;
import io.rooftile.core.device.Coefficients;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.zoo.Zoo;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile replay`: published measurements against predictions.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Sets published measurements of other accelerators against predictions for them.",
        footer = {
            "",
            "Each table, kind and figure has a line: errors of the built-in coefficient sets (dpu, finn, hls4ml), and",
            "of sets fitted without the row's own family of networks or designs. An error is",
            "(predicted - published) / published; `counted` figures follow from a rule and are fitted to nothing.",
            "Rows that nothing predicts, and rows that are suspect or printed twice, are listed with the reason."
        })
final class ReplayCommand implements Callable<Integer> {
    /// The coefficient sets of other people's generators.
    private static final List<String> SETS = List.of("dpu", "finn", "hls4ml");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--truth",
            paramLabel = "DIR",
            defaultValue = "../shared/truth",
            description = "Folder of the published measurements: dpu.yaml, finn.yaml, hls4ml.yaml"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path truth;

    @Option(
            names = "--fit",
            paramLabel = "DIR",
            description = "Fit coefficient sets to the measurements and write them there; predict with these.")
    private @Nullable Path fit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Replay replay = Replay.of(TruthFolder.of(truth), ReplayCommand::topology);
        Map<String, Coefficients> sets = fit == null ? builtIn() : fitted(replay, fit);
        List<Replayed> rows = replay.predict(sets);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(json(replay, rows, sets)));
        } else {
            ReplayReport.print(out, replay, rows, sets);
        }
        return Rooftile.DONE;
    }

    /// A built-in topology; some cannot be built for every image size.
    private static Optional<Network> topology(String name, int height, int width) {
        try {
            return Optional.of(Zoo.network(name + "@" + height + "x" + width));
        } catch (UserInputException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Coefficients> builtIn() {
        ResourceDatabase database = ResourceDatabase.builtIn();
        Map<String, Coefficients> sets = new TreeMap<>();
        SETS.forEach(name -> sets.put(name, database.coefficients(name)));
        return sets;
    }

    private static Map<String, Coefficients> fitted(Replay replay, Path folder) {
        Map<String, Coefficients> sets = replay.fit();
        sets.forEach((name, set) -> write(folder.resolve(name + ".yaml"), CoefficientText.of(set)));
        return sets;
    }

    private static void write(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException exception) {
            throw UserInputException.of(
                    file.toString(),
                    "",
                    "cannot be written (" + exception.getClass().getSimpleName() + ")",
                    "give a folder that can be written to as --fit DIR");
        }
    }

    private static ObjectNode json(Replay replay, List<Replayed> rows, Map<String, Coefficients> sets) {
        ObjectNode root = Json.object();
        ArrayNode ids = root.putArray("coefficients");
        sets.values().forEach(set -> ids.add(set.id()));
        ArrayNode predicted = root.putArray("rows");
        for (Replayed row : rows) {
            ObjectNode node = describe(predicted.addObject(), row.measurement());
            node.put("predicted", row.predicted());
            node.put("error", row.errorFraction());
            node.put("family", row.measurement().family());
            node.put("basis", row.isCounted() ? "counted" : "fitted");
            row.heldOut().ifPresent(value -> node.put("predicted_held_out", value));
            row.heldOutErrorFraction().ifPresent(value -> node.put("error_held_out", value));
        }
        ArrayNode unpredicted = root.putArray("not_predicted");
        replay.unpredicted().forEach(row -> describe(unpredicted.addObject(), row.measurement())
                .put("reason", row.reason()));
        ArrayNode leftOut = root.putArray("left_out");
        replay.leftOut().forEach(row -> leftOut.addObject()
                .put("source", row.source())
                .put("row", row.row())
                .put("reason", row.reason()));
        return root;
    }

    private static ObjectNode describe(ObjectNode node, Measurement measurement) {
        return node.put("source", measurement.source())
                .put("kind", measurement.kind())
                .put("model", measurement.model())
                .put("board", measurement.board())
                .put("figure", measurement.figure())
                .put("published", measurement.published());
    }
}
