package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.TensorProto;

/// The variables of a SavedModel. Which stored tensor a variable is, the graph's own restore operations say: each
/// assigns one output of a `RestoreV2` to one variable.
final class Checkpoint implements VariableSource {
    private final Path folder;
    private final String file;
    private final FlatGraph graph;
    private final SaverDef saver;

    Checkpoint(Path folder, String file, FlatGraph graph, SaverDef saver) {
        this.folder = folder;
        this.file = file;
        this.graph = graph;
        this.saver = saver;
    }

    /// A tensor in the checkpoint.
    ///
    /// @param slice which part of it, as `RestoreV2` writes it; empty for all
    record Key(String name, String slice) {}

    @Override
    public Map<String, Literal> read(List<Node> variables) {
        Path prefix = folder.resolve("variables").resolve("variables");
        if (!Files.isRegularFile(Path.of(prefix + ".index"))) {
            throw UserInputException.of(
                    folder.toString(),
                    "",
                    "the folder has no variables/variables.index, but the graph needs "
                            + variables.stream().map(Node::name).limit(3).collect(Collectors.joining(", "))
                            + (variables.size() > 3 ? " and " + (variables.size() - 3) + " more" : ""),
                    "copy the whole SavedModel folder");
        }
        try {
            Map<String, Key> keys = keys();
            List<Key> wanted = new ArrayList<>();
            List<DataType> types = new ArrayList<>();
            for (Node variable : variables) {
                wanted.add(keys.getOrDefault(variable.name(), new Key(sharedName(variable), "")));
                types.add(variable.attributes().type("dtype", DataType.DT_FLOAT));
            }
            List<TensorProto> tensors = TensorFlowRuntime.restore(folder.toString(), prefix, wanted, types);
            Map<String, Literal> literals = new HashMap<>();
            for (int i = 0; i < variables.size(); i++) {
                literals.put(variables.get(i).name(), literal(variables.get(i), tensors.get(i)));
            }
            return literals;
        } catch (Refusal refusal) {
            throw UserInputException.of(file, "", refusal.reason(), refusal.hint());
        }
    }

    private static String sharedName(Node variable) throws Refusal {
        String shared = variable.attributes().text("shared_name", "");
        return shared.isEmpty() ? variable.name() : shared;
    }

    private Literal literal(Node variable, TensorProto tensor) throws Refusal {
        Literal literal = TensorDecoder.decode(tensor, variable.name());
        var declared = variable.attributes().shape("shape");
        if (declared.isPresent() && !declared.get().getUnknownRank()) {
            List<Long> dims = declared.get().getDimList().stream()
                    .map(dim -> dim.getSize())
                    .toList();
            boolean fits = dims.size() == literal.rank();
            for (int i = 0; fits && i < dims.size(); i++) {
                fits = dims.get(i) < 0 || dims.get(i) == (long) literal.dims().get(i);
            }
            if (!fits) {
                throw UserInputException.of(
                        folder.toString(),
                        "variable " + variable.name(),
                        "the graph declares shape " + dims + ", but the checkpoint has " + literal.dims(),
                        "graph and variables are of different models");
            }
        }
        return literal;
    }

    /// The stored tensor of each variable, by the name of the node that declares it.
    private Map<String, Key> keys() throws Refusal {
        if (!saver.getRestoreOpName().isEmpty()) {
            // Where the restore operation is a function call, this puts its body into the graph.
            graph.resolve(FlatGraph.topLevelRef(saver.getRestoreOpName()));
        }
        Map<String, Key> keys = new HashMap<>();
        for (Node node : graph.nodes()) {
            boolean isAssignment = node.op().equals("Assign") || node.op().equals("AssignVariableOp");
            if (isAssignment && node.inputs().size() == 2) {
                Ref value = behindIdentities(node.inputs().get(1));
                Node source = graph.node(value);
                if (source.op().equals("RestoreV2") && source.inputs().size() == 3) {
                    Optional<String> name = text(source.inputs().get(1), value.output());
                    // TensorFlow for Java computes the slices: as many empty texts as there are names.
                    String slice = text(source.inputs().get(2), value.output()).orElse("");
                    Ref variable = behindIdentities(node.inputs().getFirst());
                    name.ifPresent(text -> keys.put(variable.node(), new Key(text, slice)));
                }
            }
        }
        return keys;
    }

    private Ref behindIdentities(Ref ref) throws Refusal {
        Ref current = graph.resolve(ref);
        for (int steps = 0; steps < 16; steps++) {
            Node node = graph.node(current);
            if (!node.op().equals("Identity") || node.inputs().isEmpty()) {
                return current;
            }
            current = graph.resolve(node.inputs().getFirst());
        }
        return current;
    }

    private Optional<String> text(Ref list, int index) throws Refusal {
        Node node = graph.node(graph.resolve(list));
        return node.op().equals("Const")
                ? Optional.of(TensorDecoder.text(node.attributes().tensor("value"), index))
                : Optional.empty();
    }
}
