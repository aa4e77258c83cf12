package io.rooftile.modelimport.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/// Inputs and outputs of a graph that does not name them: its placeholders, and the nodes behind them that no other
/// node reads.
///
/// @param feeds in the file's order
/// @param outputs in the file's order
record FrozenEnds(List<Feed> feeds, List<Ref> outputs) {
    /// Nodes that nobody reads and that are no result.
    private static final Set<String> SIDE_EFFECTS = Set.of(
            "NoOp",
            "Assert",
            "Print",
            "PrintV2",
            "Assign",
            "AssignVariableOp",
            "SaveV2",
            "MergeSummary",
            "ScalarSummary",
            "HistogramSummary",
            "ImageSummary");

    /// Up to this version, a placeholder's scalar shape means that its shape is not known. Source: TensorFlow,
    /// definition of the operation `Placeholder`.
    private static final int LAST_PRODUCER_WITHOUT_SCALARS = 23;

    static FrozenEnds of(FlatGraph graph, int producer) throws Refusal {
        List<Feed> feeds = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (Node node : graph.nodes()) {
            node.inputs().forEach(input -> read.add(input.node()));
            boolean isInput =
                    node.op().equals("Placeholder") || (node.op().equals("PlaceholderWithDefault") && !isScalar(node));
            if (isInput) {
                feeds.add(new Feed(
                        new Ref(node.name(), 0),
                        node.attributes().type("dtype", DataType.DT_FLOAT),
                        declared(node, producer)));
            }
        }
        Set<String> behind = behind(graph, feeds);
        List<Ref> outputs = graph.nodes().stream()
                .filter(node -> behind.contains(node.name()) && !read.contains(node.name()))
                .filter(node -> !SIDE_EFFECTS.contains(node.op()))
                .map(node -> new Ref(node.name(), 0))
                .toList();
        return new FrozenEnds(feeds, outputs);
    }

    /// The inputs that the outputs depend on.
    List<Feed> reached(Walk walk) {
        Set<Ref> used = new HashSet<>(walk.outputs());
        walk.nodes().forEach(reached -> used.addAll(reached.inputs()));
        return feeds.stream().filter(feed -> used.contains(feed.ref())).toList();
    }

    /// A scalar with a default is a switch, such as Keras' learning phase: the default holds.
    private static boolean isScalar(Node node) throws Refusal {
        return node.attributes()
                .shape("shape")
                .map(shape -> !shape.getUnknownRank() && shape.getDimCount() == 0)
                .orElse(false);
    }

    private static Optional<TensorShapeProto> declared(Node node, int producer) throws Refusal {
        Optional<TensorShapeProto> shape = node.attributes().shape("shape");
        boolean isLegacyUnknown = producer <= LAST_PRODUCER_WITHOUT_SCALARS
                && shape.isPresent()
                && shape.get().getDimCount() == 0;
        Optional<TensorShapeProto> own = isLegacyUnknown ? Optional.empty() : shape;
        return own.isPresent() && !own.get().getUnknownRank()
                ? own
                : node.attributes().inferredShape(0).filter(inferred -> !inferred.getUnknownRank());
    }

    private static Set<String> behind(FlatGraph graph, List<Feed> feeds) {
        Map<String, List<String>> readers = new HashMap<>();
        for (Node node : graph.nodes()) {
            for (Ref input : node.inputs()) {
                readers.computeIfAbsent(input.node(), _ -> new ArrayList<>()).add(node.name());
            }
        }
        Set<String> behind = new HashSet<>();
        List<String> open = new ArrayList<>();
        feeds.forEach(feed -> open.add(feed.ref().node()));
        while (!open.isEmpty()) {
            for (String reader : readers.getOrDefault(open.removeLast(), List.of())) {
                if (behind.add(reader)) {
                    open.add(reader);
                }
            }
        }
        return behind;
    }
}
