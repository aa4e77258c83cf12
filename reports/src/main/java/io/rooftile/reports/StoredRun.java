package io.rooftile.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Violation;
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
/// @param nearMisses what stands in the way of the designs that came nearest to fitting
/// @param origin how the run was started
public record StoredRun(
        Path folder,
        String network,
        String board,
        String part,
        List<Objective> objectives,
        List<FrontDesign> designs,
        Set<String> front,
        List<Obstacles> nearMisses,
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

    /// Why the design of a family that came nearest does not fit.
    public record Obstacles(Family family, List<Violation> violations) {
        public Obstacles {
            violations = List.copyOf(violations);
        }
    }

    public StoredRun {
        objectives = List.copyOf(objectives);
        designs = List.copyOf(designs);
        front = Set.copyOf(front);
        nearMisses = List.copyOf(nearMisses);
    }

    /// Reads a run folder.
    ///
    /// @throws UserInputException when it is none, or something in it is missing or damaged, as where another
    /// version
    /// left it: file, place and what to do
    public static StoredRun read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw UserInputException.of(folder.toString(), "", "there is no such folder", StoredNode.NO_RUN);
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
                result.list("nearest_infeasible").stream()
                        .map(StoredNode::obstacles)
                        .toList(),
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
