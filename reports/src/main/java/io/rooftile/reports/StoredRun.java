package io.rooftile.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.UserInputException;
import io.rooftile.costmodel.Estimate;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.Objective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A run as its folder holds it, read back: the same estimates that were written, without a model or a board at hand.
///
/// @param network name of the network
/// @param board name of the board
/// @param part name of the board's part
/// @param objectives of the search, in its order
/// @param designs both families' own fronts, one family after the other
/// @param front ids of the designs that no design of any family beats
/// @param origin how the run was started
public record StoredRun(
        Path folder,
        String network,
        String board,
        String part,
        List<Objective> objectives,
        List<FrontDesign> designs,
        Set<String> front,
        Origin origin) {
    private static final String RESULT = "result.json";
    private static final String MANIFEST = "manifest.json";

    /// How a run was started.
    ///
    /// @param model as the user named it
    /// @param commandLine the arguments as given
    public record Origin(String model, List<String> commandLine) {
        public Origin {
            commandLine = List.copyOf(commandLine);
        }
    }

    public StoredRun {
        objectives = List.copyOf(objectives);
        designs = List.copyOf(designs);
        front = Set.copyOf(front);
    }

    /// Reads a run folder.
    ///
    /// @throws UserInputException when it is none, or something in it is missing or damaged: file, place and
    /// what to do
    public static StoredRun read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw UserInputException.of(folder.toString(), "", "there is no such folder", StoredNode.HINT);
        }
        StoredNode result = StoredNode.read(folder.resolve(RESULT));
        long schema = result.whole("schema_version");
        if (schema != ResultJson.SCHEMA_VERSION) {
            throw result.wrong("schema_version", "it is " + schema + ", not " + ResultJson.SCHEMA_VERSION);
        }
        List<FrontDesign> designs = new ArrayList<>();
        Set<String> front = new HashSet<>();
        for (StoredNode node : result.list("designs")) {
            String id = node.text("design");
            Estimate estimate =
                    node.estimate(DesignYaml.read(folder.resolve("designs").resolve(id + ".yaml")));
            designs.add(new FrontDesign(id, estimate));
            if (node.flag("on_front")) {
                front.add(id);
            }
        }
        StoredNode manifest = StoredNode.read(folder.resolve(MANIFEST));
        List<String> commandLine = new ArrayList<>();
        for (JsonNode argument : manifest.node("command_line")) {
            commandLine.add(argument.asText());
        }
        return new StoredRun(
                folder,
                result.text("network"),
                result.text("board"),
                result.text("part"),
                objectives(result),
                designs,
                front,
                new Origin(manifest.text("model"), commandLine));
    }

    private static List<Objective> objectives(StoredNode result) {
        List<Objective> objectives = new ArrayList<>();
        for (StoredNode node : result.list("objectives")) {
            String word = node.text("name");
            Objective known = Objective.of(word).orElseThrow(() -> node.wrong("name", "there is no objective " + word));
            objectives.add(known.equals(Objective.ACCURACY) ? Objective.accuracy(node.text("unit")) : known);
        }
        return objectives;
    }
}
