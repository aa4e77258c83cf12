package io.rooftile.modelimport.tensorflow;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One node on its way to become layers: its inputs' values, and what it adds to the network.
final class Step {
    /// More elements than any feature map has; beyond it a file is taken as broken.
    private static final long ELEMENT_LIMIT = 1L << 30;

    private final Node node;
    private final List<Value> inputs;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Long> stored = new TreeMap<>();

    Step(Node node, List<Value> inputs) {
        this.node = node;
        this.inputs = List.copyOf(inputs);
    }

    Node node() {
        return node;
    }

    String name() {
        return node.name();
    }

    Attributes attributes() {
        return node.attributes();
    }

    /// Layers made so far, in order.
    List<Layer> layers() {
        return layers;
    }

    /// Stored tensors that these layers hold, with their elements.
    Map<String, Long> stored() {
        return stored;
    }

    int inputCount() {
        return inputs.size();
    }

    Value input(int index) throws Refusal {
        if (index >= inputs.size()) {
            throw Refusal.malformed("input " + index + " is missing");
        }
        return inputs.get(index);
    }

    boolean isKnown(int index) throws Refusal {
        return input(index) instanceof Value.Known;
    }

    /// An input that depends on the network's inputs.
    Tensor flow(int index) throws Refusal {
        return switch (input(index)) {
            case Value.Flow(Tensor tensor) -> tensor;
            case Value.Known _ ->
                throw new Refusal(
                        "input " + index + " is a constant, but must be data",
                        "no accelerator has this form of " + node.op());
            case Value.Variable _, Value.Dead _, Value.Missing _ ->
                throw Refusal.malformed("input " + index + " is not a tensor");
        };
    }

    /// An input whose numbers must be known.
    Literal known(int index, String what) throws Refusal {
        return switch (input(index)) {
            case Value.Known(Literal literal) -> literal;
            case Value.Flow _ ->
                throw new Refusal(
                        "the " + what + " (input " + index + ") depends on the data",
                        "freeze the graph, or export it with constant " + what);
            case Value.Variable _, Value.Dead _, Value.Missing _ ->
                throw Refusal.malformed("the " + what + " (input " + index + ") is not a tensor");
        };
    }

    /// A stored operand of a layer of this node.
    ///
    /// @param suffix names it where it does not come from one stored tensor alone
    Constant operand(Literal literal, String suffix) throws Refusal {
        for (int dim : literal.dims()) {
            if (dim < 1) {
                throw Refusal.malformed("the " + suffix + " have shape " + literal.dims());
            }
        }
        stored.putAll(literal.origins());
        String name = literal.origins().size() == 1
                ? literal.origins().keySet().iterator().next()
                : name() + "/" + suffix;
        return literal.toConstant(name);
    }

    /// The tensor this node makes, of real numbers.
    Tensor output(List<Integer> dims) throws Refusal {
        return output(dims, NumberFormat.FLOAT32, Quantisation.NONE);
    }

    Tensor output(List<Integer> dims, NumberFormat format, Quantisation quantisation) throws Refusal {
        return new Tensor(name(), shape(dims), format, quantisation);
    }

    /// A shape, checked.
    static Shape shape(List<Integer> dims) throws Refusal {
        long elements = 1;
        for (int dim : dims) {
            if (dim < 1) {
                throw new Refusal("the output shape would be " + dims, "choose a larger input size");
            }
            if (elements > ELEMENT_LIMIT / dim) {
                throw new Refusal("the output shape would be " + dims, "it is too large: check the file");
            }
            elements *= dim;
        }
        return new Shape(dims);
    }

    Value add(Layer layer) {
        layers.add(layer);
        return new Value.Flow(layer.output());
    }
}
