package io.rooftile.core.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A trained network. Verified when made: every layer reads tensors that exist before it, every name is unique, every
/// output is made.
///
/// @param inputs what the user gives, in the file's order
/// @param outputs what the user gets, in the file's order
/// @param layers in topological order
public record Network(String name, List<Tensor> inputs, List<Tensor> outputs, List<Layer> layers) {
    /// @throws IllegalArgumentException when the network is not well formed, with the layer and tensor at fault
    public Network {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        layers = List.copyOf(layers);
        Map<String, Tensor> made = new HashMap<>();
        for (Tensor input : inputs) {
            define(made, "input", input);
        }
        Set<String> layerNames = new HashSet<>();
        for (Layer layer : layers) {
            if (!layerNames.add(layer.name())) {
                throw new IllegalArgumentException("two layers have the name " + layer.name());
            }
            for (Tensor tensor : layer.inputs()) {
                read(made, "layer " + layer.name(), tensor);
            }
            define(made, "layer " + layer.name(), layer.output());
        }
        for (Tensor output : outputs) {
            read(made, "the network's output", output);
        }
    }

    private static void define(Map<String, Tensor> made, String by, Tensor tensor) {
        if (made.putIfAbsent(tensor.name(), tensor) != null) {
            throw new IllegalArgumentException(by + " makes tensor " + tensor.name() + " a second time");
        }
    }

    private static void read(Map<String, Tensor> made, String by, Tensor tensor) {
        Tensor source = made.get(tensor.name());
        if (!tensor.equals(source)) {
            throw new IllegalArgumentException(by + " reads " + tensor + ", but "
                    + (source == null ? "nothing before it makes it" : "it was made as " + source));
        }
    }

    /// Multiply-accumulates of one inference, over all convolutions and dense layers.
    public long macs() {
        return layers.stream().mapToLong(Layer::macs).reduce(0, Math::addExact);
    }

    /// Elements of all weights, biases and stored operands, as the layers hold them.
    public long parameters() {
        return layers.stream().mapToLong(Layer::parameters).reduce(0, Math::addExact);
    }

    /// Whether every stored operand's numbers are known.
    public boolean hasWeights() {
        return layers.stream().flatMap(layer -> layer.constants().stream()).allMatch(c -> c.values()
                .isPresent());
    }
}
