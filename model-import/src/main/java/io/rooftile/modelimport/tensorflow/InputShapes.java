package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.Shape;
import io.rooftile.modelimport.GivenShapes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.TensorShapeProto;

/// Finds the shape of an input. An open batch is one. What else is open follows from the graph, where the graph
/// leaves only one answer, and is refused otherwise:
/// - a matrix product with stored weights `[C, K]` reads data of shape `[N, C]`;
/// - a reshape to constant dimensions fixes the number of elements: that gives the one open dimension, or, where even
///   the number of dimensions is open, the shape itself, because the same elements in the same order are all the
///   graph asks for.
final class InputShapes {
    private static final Set<String> ALIASES =
            Set.of("Identity", "StopGradient", "CheckNumerics", "PreventGradient", "Snapshot", "Cast");

    private final String file;
    private final List<Walk.Reached> nodes;
    private final Map<Ref, Value> values;
    private final GivenShapes given;

    /// @param values what is known already: at least all constants
    /// @param given by the user, which goes before what the graph says
    InputShapes(String file, List<Walk.Reached> nodes, Map<Ref, Value> values, GivenShapes given) {
        this.file = file;
        this.nodes = nodes;
        this.values = values;
        this.given = given;
    }

    /// @throws Refusal when a dimension stays open
    List<Integer> of(Feed feed) throws Refusal {
        TensorShapeProto declared = feed.shape()
                .orElse(TensorShapeProto.newBuilder().setUnknownRank(true).build());
        String name = feed.ref().toString();
        Optional<Shape> asked = declared.getUnknownRank() ? given.of(name) : given.of(file, name, sizes(declared));
        if (asked.isPresent()) {
            return asked.get().dims();
        }
        List<List<Integer>> demands = demands(feed.ref());
        return declared.getUnknownRank() ? unranked(feed, demands) : ranked(feed, declared, demands);
    }

    private static List<Integer> sizes(TensorShapeProto declared) {
        return declared.getDimList().stream()
                .map(dim -> dim.getSize() >= 1 && dim.getSize() <= Integer.MAX_VALUE
                        ? (int) dim.getSize()
                        : GivenShapes.OPEN)
                .toList();
    }

    private static List<Integer> unranked(Feed feed, List<List<Integer>> demands) throws Refusal {
        if (demands.stream().distinct().count() != 1) {
            throw open(feed, "any number of dimensions");
        }
        return demands.getFirst();
    }

    private static List<Integer> ranked(Feed feed, TensorShapeProto declared, List<List<Integer>> demands)
            throws Refusal {
        List<Integer> dims = new ArrayList<>();
        int open = -1;
        int count = 0;
        for (TensorShapeProto.Dim dim : declared.getDimList()) {
            if (dim.getSize() >= 1 && dim.getSize() <= Integer.MAX_VALUE) {
                dims.add((int) dim.getSize());
            } else if (dim.getSize() == -1) {
                if (!dims.isEmpty()) {
                    open = dims.size();
                    count++;
                }
                dims.add(1);
            } else {
                throw Refusal.malformed("an input dimension is " + dim.getSize());
            }
        }
        if (count == 0) {
            return dims;
        }
        long elements = elementsAsked(demands);
        long known = 1;
        for (int dim : dims) {
            known = Math.min(known * dim, Integer.MAX_VALUE);
        }
        if (count > 1 || elements < 1 || elements % known != 0) {
            throw open(feed, "the shape " + text(declared));
        }
        dims.set(open, Math.toIntExact(elements / known));
        return dims;
    }

    private static long elementsAsked(List<List<Integer>> demands) throws Refusal {
        Set<Integer> counts = new HashSet<>();
        for (List<Integer> demand : demands) {
            counts.add(TensorDecoder.elements(demand));
        }
        return counts.size() == 1 ? counts.iterator().next() : -1;
    }

    private static Refusal open(Feed feed, String declared) {
        return new Refusal(
                "input " + feed.ref() + " is declared with " + declared + ", and nothing in the graph decides it",
                "give its shape with --input-shape, or export the model with a fixed input size");
    }

    private static String text(TensorShapeProto shape) {
        return shape.getDimList().stream()
                .map(dim -> dim.getSize() < 0 ? "?" : String.valueOf(dim.getSize()))
                .toList()
                .toString();
    }

    /// The shapes, for a batch of one, that the readers of an output ask it to have or to be reshaped to.
    private List<List<Integer>> demands(Ref start) throws Refusal {
        List<List<Integer>> demands = new ArrayList<>();
        Deque<Ref> sources = new ArrayDeque<>(List.of(start));
        Set<Ref> seen = new HashSet<>();
        while (!sources.isEmpty()) {
            Ref source = sources.removeFirst();
            if (!seen.add(source)) {
                continue;
            }
            for (Walk.Reached reached : nodes) {
                if (!reached.inputs().isEmpty() && reached.inputs().getFirst().equals(source)) {
                    if (ALIASES.contains(reached.node().op())) {
                        sources.add(new Ref(reached.node().name(), 0));
                    } else {
                        demand(reached).ifPresent(demands::add);
                    }
                }
            }
        }
        return demands;
    }

    private Optional<List<Integer>> demand(Walk.Reached reached) throws Refusal {
        if (reached.inputs().size() != 2
                || !(values.get(reached.inputs().get(1)) instanceof Value.Known(Literal operand))) {
            return Optional.empty();
        }
        Attributes attributes = reached.node().attributes();
        return switch (reached.node().op()) {
            case "Reshape" -> reshapeDemand(operand);
            case "MatMul" ->
                attributes.flag("transpose_a", false) || operand.rank() != 2
                        ? Optional.empty()
                        : Optional.of(List.of(1, operand.dims().get(attributes.flag("transpose_b", false) ? 1 : 0)));
            default -> Optional.empty();
        };
    }

    private static Optional<List<Integer>> reshapeDemand(Literal shape) throws Refusal {
        List<Integer> dims = new ArrayList<>();
        for (long dim : shape.toIntegers("the shape")) {
            boolean isBatch = dims.isEmpty() && dim == -1;
            if (!isBatch && (dim < 1 || dim > Integer.MAX_VALUE)) {
                return Optional.empty();
            }
            dims.add(isBatch ? 1 : (int) dim);
        }
        return Optional.of(dims);
    }
}
