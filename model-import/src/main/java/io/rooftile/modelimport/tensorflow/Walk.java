package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.UserInputException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The nodes that the outputs depend on, each behind those it reads.
///
/// @param nodes in topological order, except for the circles that loops are
/// @param outputs what the asked-for outputs are, without calls
record Walk(List<Reached> nodes, List<Ref> outputs) {
    /// A node with the outputs it reads, without calls.
    record Reached(Node node, List<Ref> inputs) {}

    /// Follows the graph backwards from its outputs.
    ///
    /// @param feeds where to stop: these outputs of nodes are the network's inputs
    /// @throws UserInputException when the graph is malformed, with the node at fault
    static Walk from(String file, FlatGraph graph, List<Ref> outputs, Set<Ref> feeds) {
        List<Ref> resolved = new ArrayList<>();
        List<Reached> order = new ArrayList<>();
        Map<String, Open> seen = new HashMap<>();
        for (Ref output : outputs) {
            Ref ref = resolve(file, graph, output.node(), output);
            resolved.add(ref);
            if (!feeds.contains(ref)) {
                visit(file, graph, ref, feeds, seen, order);
            }
        }
        return new Walk(order, resolved);
    }

    /// A node whose inputs are being visited.
    private static final class Open {
        private final Reached reached;
        private int next;

        Open(Reached reached) {
            this.reached = reached;
        }
    }

    private static void visit(
            String file, FlatGraph graph, Ref start, Set<Ref> feeds, Map<String, Open> seen, List<Reached> order) {
        Deque<Open> stack = new ArrayDeque<>();
        open(file, graph, start, seen, stack);
        while (!stack.isEmpty()) {
            Open top = stack.getLast();
            if (top.next == top.reached.inputs().size()) {
                stack.removeLast();
                order.add(top.reached);
            } else {
                Ref input = top.reached.inputs().get(top.next++);
                if (!feeds.contains(input)) {
                    open(file, graph, input, seen, stack);
                }
            }
        }
    }

    private static void open(String file, FlatGraph graph, Ref ref, Map<String, Open> seen, Deque<Open> stack) {
        if (seen.containsKey(ref.node())) {
            return;
        }
        try {
            Node node = graph.node(ref);
            List<Ref> inputs = new ArrayList<>();
            for (Ref input : node.inputs()) {
                inputs.add(resolve(file, graph, node.name(), input));
            }
            Open open = new Open(new Reached(node, inputs));
            seen.put(node.name(), open);
            stack.addLast(open);
        } catch (Refusal refusal) {
            throw malformed(file, ref.node(), refusal);
        }
    }

    private static Ref resolve(String file, FlatGraph graph, String node, Ref ref) {
        try {
            return graph.resolve(ref);
        } catch (Refusal refusal) {
            throw malformed(file, node, refusal);
        }
    }

    static UserInputException malformed(String file, String node, Refusal refusal) {
        return UserInputException.of(file, "node " + node, refusal.reason(), refusal.hint());
    }
}
