package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.Unsupported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.proto.TensorShapeProto;

/// Turns the nodes that the outputs depend on into layers, one node after the other.
final class GraphImport {
    /// Operations that hand on what they get.
    static final Set<String> PASS_THROUGH = Set.of(
            "Identity",
            "StopGradient",
            "PreventGradient",
            "CheckNumerics",
            "Snapshot",
            "EnsureShape",
            "PlaceholderWithDefault");
    private static final Set<String> VARIABLES = Set.of("VarHandleOp", "VariableV2", "Variable");
    private final String file;
    private final Walk walk;
    private final ImportOptions options;
    private final Map<Ref, Value> values = new HashMap<>();
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<Layer, Map<String, Long>> layers = new LinkedHashMap<>();
    private final List<Unsupported> unsupported = new ArrayList<>();

    GraphImport(String file, Walk walk, ImportOptions options) {
        this.file = file;
        this.walk = walk;
        this.options = options;
    }

    /// Reads everything.
    ///
    /// @param feeds the network's inputs, in order
    /// @return layers with the stored tensors each holds
    ImportedGraph run(List<Feed> feeds, VariableSource variables) {
        Map<String, Literal> read = readVariables(variables);
        Set<Ref> fed = new HashSet<>();
        feeds.forEach(feed -> fed.add(feed.ref()));
        Set<String> dependent = dependentOn(fed);
        for (Walk.Reached reached : walk.nodes()) {
            if (!dependent.contains(reached.node().name())) {
                evaluate(reached, read);
            }
        }
        InputShapes shapes = new InputShapes(file, walk.nodes(), values, options.inputShapes());
        options.inputShapes()
                .requireInputs(
                        file, feeds.stream().map(feed -> feed.ref().toString()).toList());
        for (Feed feed : feeds) {
            feed(feed, shapes);
        }
        for (Walk.Reached reached : walk.nodes()) {
            if (dependent.contains(reached.node().name())) {
                evaluate(reached, read);
            }
        }
        return new ImportedGraph(List.copyOf(inputs.values()), outputs(), layers, List.copyOf(unsupported));
    }

    private Map<String, Literal> readVariables(VariableSource source) {
        List<Node> variables = walk.nodes().stream()
                .map(Walk.Reached::node)
                .filter(node -> VARIABLES.contains(node.op()))
                .toList();
        return variables.isEmpty() ? Map.of() : source.read(variables);
    }

    private Set<String> dependentOn(Set<Ref> fed) {
        Set<String> dependent = new HashSet<>();
        for (Walk.Reached reached : walk.nodes()) {
            for (Ref input : reached.inputs()) {
                if (fed.contains(input) || dependent.contains(input.node())) {
                    dependent.add(reached.node().name());
                }
            }
        }
        return dependent;
    }

    private void feed(Feed feed, InputShapes shapes) {
        Value value;
        try {
            NumberFormat format = Formats.of(feed.type());
            Tensor tensor = new Tensor(feed.ref().toString(), Step.shape(shapes.of(feed)), format, Quantisation.NONE);
            inputs.put(tensor.name(), tensor);
            value = new Value.Flow(tensor);
        } catch (Refusal refusal) {
            value = refused(feed.ref().node(), "Placeholder", refusal);
        }
        values.put(feed.ref(), value);
    }

    private void evaluate(Walk.Reached reached, Map<String, Literal> variables) {
        Node node = reached.node();
        List<Value> operands = new ArrayList<>();
        for (Ref input : reached.inputs()) {
            operands.add(value(input));
        }
        if (operands.contains(new Value.Missing()) && !OpTable.isControlFlow(node.op())) {
            values.put(new Ref(node.name(), 0), new Value.Missing());
            return;
        }
        try {
            if (Branches.isBranch(node, operands)) {
                values.putAll(Branches.read(node, operands));
            } else if (operands.contains(new Value.Dead())) {
                values.put(new Ref(node.name(), 0), new Value.Dead());
            } else {
                values.put(new Ref(node.name(), 0), read(node, operands, variables));
            }
        } catch (Refusal refusal) {
            values.put(new Ref(node.name(), 0), fallback(node, operands, refusal));
        }
    }

    private Value value(Ref ref) {
        Value value = values.get(ref);
        if (value != null) {
            return value;
        }
        boolean isRefused = values.get(new Ref(ref.node(), 0)) instanceof Value.Missing;
        if (ref.output() > 0 && !isRefused && values.containsKey(new Ref(ref.node(), 0))) {
            refused(
                    ref.node(),
                    "output " + ref.output(),
                    new Refusal("only the first output of this operation is supported", "cut the graph before it"));
        }
        return new Value.Missing();
    }

    private Value read(Node node, List<Value> operands, Map<String, Literal> variables) throws Refusal {
        if (node.op().equals("Const")) {
            return new Value.Known(constant(node));
        }
        if (VARIABLES.contains(node.op())) {
            return variable(node, variables);
        }
        Step step = new Step(node, operands);
        if (PASS_THROUGH.contains(node.op())) {
            return passThrough(node, step.input(0));
        }
        if (node.op().equals("ReadVariableOp")) {
            if (step.input(0) instanceof Value.Variable(String variable) && variables.containsKey(variable)) {
                return new Value.Known(variables.get(variable));
            }
            throw Refusal.malformed("there is no variable to read");
        }
        if (operands.stream().allMatch(Value.Known.class::isInstance)) {
            Optional<Literal> folded = Folding.fold(step);
            if (folded.isPresent()) {
                return new Value.Known(folded.get());
            }
        }
        OpImporter importer = OpTable.importer(node.op()).orElseThrow(() -> OpTable.refusal(node.op()));
        Value value = importer.read(step);
        for (Layer layer : step.layers()) {
            layers.put(layer, step.stored());
        }
        return value;
    }

    /// A lone scalar written into the graph, such as an epsilon, is not a parameter unless it is read as a variable.
    private static Literal constant(Node node) throws Refusal {
        Literal literal = TensorDecoder.decode(node.attributes().tensor("value"), node.name());
        return literal.rank() == 0 || !literal.isReal() ? literal.withOrigins(Map.of()) : literal;
    }

    private static Value variable(Node node, Map<String, Literal> variables) throws Refusal {
        if (node.op().equals("VarHandleOp")) {
            return new Value.Variable(node.name());
        }
        Literal literal = variables.get(node.name());
        if (literal == null) {
            throw Refusal.malformed("variable " + node.name() + " has no value");
        }
        return new Value.Known(literal);
    }

    /// Frozen variables are constants behind an identity that still has the read operation's name.
    private static Value passThrough(Node node, Value value) {
        boolean readsVariable = node.name().endsWith("/read") || node.name().contains("ReadVariableOp");
        if (readsVariable
                && value instanceof Value.Known(Literal literal)
                && literal.isReal()
                && literal.origins().isEmpty()) {
            return new Value.Known(literal.withOrigins(Map.of(node.name(), (long) literal.size())));
        }
        return value;
    }

    private Value fallback(Node node, List<Value> operands, Refusal refusal) {
        if (refusal.isMalformed()) {
            throw Walk.malformed(file, node.name(), refusal);
        }
        List<Tensor> data = new ArrayList<>();
        for (Value operand : operands) {
            if (operand instanceof Value.Flow(Tensor tensor)) {
                data.add(tensor);
            }
        }
        if (options.hostFallback() && !data.isEmpty() && !OpTable.isControlFlow(node.op())) {
            try {
                Optional<TensorShapeProto> inferred = node.attributes().inferredShape(0);
                if (inferred.isPresent() && !inferred.get().getUnknownRank()) {
                    Tensor output = Tensor.real(node.name(), Step.shape(batchOfOne(inferred.get())));
                    layers.put(
                            new HostOperation(node.name(), data, output, node.op(), refusal.reason()), new TreeMap<>());
                    return new Value.Flow(output);
                }
            } catch (Refusal unusable) {
                return refused(node.name(), node.op(), unusable);
            }
        }
        return refused(node.name(), node.op(), refusal);
    }

    private static List<Integer> batchOfOne(TensorShapeProto shape) throws Refusal {
        List<Integer> dims = new ArrayList<>();
        for (TensorShapeProto.Dim dim : shape.getDimList()) {
            boolean isBatch = dims.isEmpty() && dim.getSize() == -1;
            if (!isBatch && (dim.getSize() < 1 || dim.getSize() > Integer.MAX_VALUE)) {
                throw new Refusal(
                        "the shape of what it makes is not in the file", "export the model with a fixed input size");
            }
            dims.add(isBatch ? 1 : (int) dim.getSize());
        }
        return dims;
    }

    private Value refused(String node, String op, Refusal refusal) {
        if (refusal.isMalformed()) {
            throw Walk.malformed(file, node, refusal);
        }
        Unsupported entry = new Unsupported(node, op, refusal.reason(), refusal.hint());
        if (!unsupported.contains(entry)) {
            unsupported.add(entry);
        }
        return new Value.Missing();
    }

    private List<Tensor> outputs() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Ref ref : walk.outputs()) {
            switch (value(ref)) {
                case Value.Flow(Tensor tensor) -> outputs.put(tensor.name(), tensor);
                case Value.Missing _ -> {
                    if (unsupported.isEmpty()) {
                        throw UserInputException.of(
                                file, "node " + ref, "the graph goes round in a circle", "export it again");
                    }
                }
                case Value.Known _, Value.Variable _, Value.Dead _ ->
                    refused(
                            ref.node(),
                            "output",
                            new Refusal("this output does not depend on the input", "choose another output"));
            }
        }
        return List.copyOf(outputs.values());
    }
}
