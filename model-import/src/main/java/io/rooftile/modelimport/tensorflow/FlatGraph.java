package io.rooftile.modelimport.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/// A graph without function calls: the body of a called function takes the call's place when something asks for the
/// call's output, so functions nobody asks for are never looked at.
final class FlatGraph {
    private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");
    private static final int DEPTH_LIMIT = 64;
    private static final int NODE_LIMIT = 2_000_000;

    /// Operations whose outputs have several names, which a function's body writes instead of numbers. Source:
    /// TensorFlow, the operations' definitions.
    private static final Map<String, List<String>> OUTPUT_NAMES = Map.of(
            "FusedBatchNorm", List.of("y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2"),
            "FusedBatchNormV2", List.of("y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2"),
            "FusedBatchNormV3",
                    List.of(
                            "y",
                            "batch_mean",
                            "batch_variance",
                            "reserve_space_1",
                            "reserve_space_2",
                            "reserve_space_3"),
            "Switch", List.of("output_false", "output_true"),
            "Merge", List.of("output", "value_index"),
            "TopKV2", List.of("values", "indices"));

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Map<String, List<Ref>> inlined = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    FlatGraph(GraphDef graph) throws Refusal {
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            functions.put(function.getSignature().getName(), function);
        }
        for (NodeDef proto : graph.getNodeList()) {
            List<Ref> inputs = new ArrayList<>();
            for (String input : proto.getInputList()) {
                if (!input.startsWith("^")) {
                    inputs.add(topLevelRef(input));
                }
            }
            Node node = new Node(proto.getName(), proto.getOp(), inputs, new Attributes(proto.getAttrMap()));
            if (nodes.putIfAbsent(node.name(), node) != null) {
                throw Refusal.malformed("two nodes have the name " + node.name());
            }
        }
    }

    /// Reads `node`, `node:2`.
    static Ref topLevelRef(String text) throws Refusal {
        int colon = text.indexOf(':');
        return colon < 0 ? new Ref(text, 0) : new Ref(text.substring(0, colon), index(text.substring(colon + 1)));
    }

    /// The nodes of the top level, and of the bodies asked for so far.
    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /// The node and output that `ref` means, which is never a call.
    ///
    /// @throws Refusal when there is no such node or function
    Ref resolve(Ref ref) throws Refusal {
        Ref current = ref;
        for (int steps = 0; steps <= DEPTH_LIMIT * DEPTH_LIMIT; steps++) {
            Node node = node(current);
            if (!CALLS.contains(node.op())) {
                return current;
            }
            List<Ref> outputs = inlined.get(node.name());
            if (outputs == null) {
                outputs = inline(node);
                inlined.put(node.name(), outputs);
            }
            if (current.output() >= outputs.size()) {
                throw Refusal.malformed("call " + node.name() + " has no output " + current.output());
            }
            current = outputs.get(current.output());
        }
        throw Refusal.malformed("function calls go round in a circle at " + ref);
    }

    /// The node that a resolved reference means.
    Node node(Ref ref) throws Refusal {
        Node node = nodes.get(ref.node());
        if (node == null) {
            throw Refusal.malformed("there is no node " + ref.node());
        }
        return node;
    }

    /// Puts the body of a called function into the graph.
    ///
    /// @return what each output of the call is
    private List<Ref> inline(Node call) throws Refusal {
        String name = call.attributes().function("f").orElse("");
        FunctionDef function = functions.get(name);
        if (function == null) {
            throw Refusal.malformed("call " + call.name() + " asks for function '" + name + "', which is missing");
        }
        int depth = depths.getOrDefault(call.name(), 0) + 1;
        if (depth > DEPTH_LIMIT || nodes.size() + function.getNodeDefCount() > NODE_LIMIT) {
            throw new Refusal("function " + name + " calls itself or is too large", "export without recursion");
        }
        Map<String, Ref> arguments = arguments(call, function);
        Map<String, NodeDef> body = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (NodeDef proto : function.getNodeDefList()) {
            if (body.putIfAbsent(proto.getName(), proto) != null) {
                throw Refusal.malformed("function " + name + " has two nodes with the name " + proto.getName());
            }
            String flat = freeName(call.name(), proto.getName(), taken);
            taken.add(flat);
            names.put(proto.getName(), flat);
        }
        for (NodeDef proto : body.values()) {
            List<Ref> inputs = new ArrayList<>();
            for (String input : proto.getInputList()) {
                if (!input.startsWith("^")) {
                    inputs.add(bodyRef(input, arguments, body, names));
                }
            }
            String flat = names.getOrDefault(proto.getName(), proto.getName());
            nodes.put(flat, new Node(flat, proto.getOp(), inputs, new Attributes(proto.getAttrMap())));
            depths.put(flat, depth);
        }
        List<Ref> outputs = new ArrayList<>();
        for (var output : function.getSignature().getOutputArgList()) {
            String source = function.getRetMap().get(output.getName());
            if (source == null) {
                throw Refusal.malformed("function " + name + " returns nothing as " + output.getName());
            }
            outputs.add(bodyRef(source, arguments, body, names));
        }
        return outputs;
    }

    private static Map<String, Ref> arguments(Node call, FunctionDef function) throws Refusal {
        Map<String, Ref> arguments = new HashMap<>();
        int count = function.getSignature().getInputArgCount();
        if (count != call.inputs().size()) {
            throw Refusal.malformed(
                    "call " + call.name() + " gives " + call.inputs().size() + " arguments, but "
                            + function.getSignature().getName() + " takes " + count);
        }
        for (int i = 0; i < count; i++) {
            arguments.put(
                    function.getSignature().getInputArg(i).getName(),
                    call.inputs().get(i));
        }
        return arguments;
    }

    /// The body's own name where the graph does not have it yet: it is what the author sees in the model.
    private String freeName(String call, String own, Set<String> taken) {
        String name = own;
        while (nodes.containsKey(name) || taken.contains(name)) {
            name = call + "/" + name;
        }
        return name;
    }

    /// Reads `argument`, `node:output`, `node:output:2` of a function's body.
    private static Ref bodyRef(
            String text, Map<String, Ref> arguments, Map<String, NodeDef> body, Map<String, String> names)
            throws Refusal {
        String[] parts = text.split(":", -1);
        Ref argument = parts.length == 1 ? arguments.get(text) : null;
        if (argument != null) {
            return argument;
        }
        NodeDef proto = body.get(parts[0]);
        String flat = names.get(parts[0]);
        if (proto == null || flat == null) {
            throw Refusal.malformed("there is no node or argument " + text);
        }
        int within = parts.length > 2 ? index(parts[2]) : 0;
        List<String> outputs = OUTPUT_NAMES.getOrDefault(proto.getOp(), List.of());
        int output = parts.length > 1 ? outputs.indexOf(parts[1]) : 0;
        return new Ref(flat, output > 0 ? output : within);
    }

    private static int index(String text) throws Refusal {
        if (!text.matches("\\d{1,6}")) {
            throw Refusal.malformed("'" + text + "' is not the number of an output");
        }
        return Integer.parseInt(text);
    }
}
