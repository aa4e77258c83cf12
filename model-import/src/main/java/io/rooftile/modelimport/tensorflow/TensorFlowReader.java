package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.UserInputException;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.ModelReader;
import io.rooftile.modelimport.RefusedOps;
import io.rooftile.modelimport.SupportedOp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tensorflow.proto.GraphDef;

/// Reader of TensorFlow graphs: SavedModel folders and frozen GraphDefs.
public final class TensorFlowReader implements ModelReader {
    @Override
    public ImportResult read(Path model, ImportOptions options) {
        if (Files.isDirectory(model)) {
            return SavedModelFolder.read(model, options);
        }
        String name = String.valueOf(model.getFileName());
        Path folder = model.toAbsolutePath().getParent();
        if (folder != null && SavedModelFolder.FILES.contains(name)) {
            return SavedModelFolder.read(folder, options);
        }
        return readFrozen(model, name, options);
    }

    private static ImportResult readFrozen(Path path, String name, ImportOptions options) {
        String file = path.toString();
        GraphDef.Builder builder = GraphDef.newBuilder();
        GraphFile.read(path, builder, "frozen TensorFlow graph");
        GraphDef proto = builder.build();
        if (proto.getNodeCount() == 0) {
            throw UserInputException.of(
                    file, "", "there is no graph in the file", "give a frozen GraphDef, or the folder of a SavedModel");
        }
        try {
            FlatGraph graph = new FlatGraph(proto);
            FrozenEnds ends = FrozenEnds.of(graph, proto.getVersions().getProducer());
            if (ends.outputs().isEmpty()) {
                throw UserInputException.of(
                        file, "", "no output depends on an input (Placeholder)", "freeze the graph for inference");
            }
            Set<Ref> fed = new HashSet<>();
            ends.feeds().forEach(feed -> fed.add(feed.ref()));
            Walk walk = Walk.from(file, graph, ends.outputs(), fed);
            GraphImport graphImport = new GraphImport(file, walk, options);
            return graphImport
                    .run(ends.reached(walk), variables -> refuseVariables(file, variables))
                    .toResult("frozen GraphDef", base(name));
        } catch (Refusal refusal) {
            throw UserInputException.of(file, "", refusal.reason(), refusal.hint());
        }
    }

    private static java.util.Map<String, Literal> refuseVariables(String file, List<Node> variables) {
        throw UserInputException.of(
                file,
                "",
                "the graph is not frozen: "
                        + variables.stream().map(Node::name).limit(3).collect(Collectors.joining(", "))
                        + (variables.size() > 3 ? " and " + (variables.size() - 3) + " more" : "")
                        + " are variables without values",
                "freeze it, or give the SavedModel's folder");
    }

    private static String base(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /// All that this reader makes layers of.
    public static List<? extends SupportedOp<?>> supported() {
        return OpTable.supported();
    }

    /// What it refuses, with more reason than that there is no layer.
    public static List<RefusedOps> refused() {
        return OpTable.refused();
    }

    /// Operations that hand on what they get, in alphabetical order.
    public static Set<String> handedOn() {
        return new TreeSet<>(GraphImport.PASS_THROUGH);
    }

    /// Operations that are computed at import where all operands are stored, in alphabetical order.
    public static Set<String> computedAtImport() {
        return Folding.ops();
    }
}
