package io.rooftile.quantization.real;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.layout.Broadcast;
import java.util.ArrayList;
import java.util.List;

/// A network of real numbers, ready to be computed in float32.
public final class RealNetwork {
    private final Network network;
    private final List<RealLayer> layers;

    private RealNetwork(Network network, List<RealLayer> layers) {
        this.network = network;
        this.layers = List.copyOf(layers);
    }

    /// The numbers of a network whose inputs are real numbers. Stored operands may be quantised; they are taken to the
    /// real numbers they stand for. So may what flows: it is rounded to what its format stores, as a network that
    /// was trained so does.
    ///
    /// @throws UserInputException with everything that cannot be computed so, and why
    public static RealNetwork of(Network network) {
        List<String> obstacles = new ArrayList<>();
        for (Tensor input : network.inputs()) {
            if (!input.format().isFloat()) {
                obstacles.add(input.name() + ": " + flowsIn(input));
            }
        }
        for (Layer layer : network.layers()) {
            obstacles(layer).forEach(what -> obstacles.add(layer.name() + " (" + layer.typeName() + "): " + what));
        }
        if (!obstacles.isEmpty()) {
            throw UserInputException.ofFaults(
                    network.name(),
                    obstacles,
                    "it cannot be computed in real numbers, for " + obstacles.size() + " reasons",
                    "give a network that real numbers flow into, with all its weights, and those finite");
        }
        return new RealNetwork(
                network, network.layers().stream().map(LayerCompiler::compile).toList());
    }

    /// Whether a layer's output is of real numbers; indices of an [ArgMax] flow like them.
    private static boolean makesReal(Layer layer) {
        return layer instanceof ArgMax || layer.output().format().isFloat();
    }

    private static List<String> obstacles(Layer layer) {
        if (layer instanceof HostOperation host) {
            return List.of("it stays on the host: " + host.reason());
        }
        List<String> found = new ArrayList<>();
        Tensor output = layer.output();
        if (!makesReal(layer)
                && (output.format().bits() > 32 || !output.quantisation().isPerTensor())) {
            found.add(flowsIn(output));
        }
        layer.constants().forEach(constant -> addObstacle(constant, found));
        if (layer instanceof Elementwise elementwise) {
            addObstacles(elementwise, found);
        }
        return found;
    }

    private static String flowsIn(Tensor tensor) {
        return tensor.name() + " is " + tensor.format().typeName();
    }

    private static void addObstacle(Constant constant, List<String> found) {
        String name = constant.tensor().name();
        if (!constant.values().isPresent()) {
            found.add("the numbers of " + name + " are not known");
            return;
        }
        float[] values = StoredReals.of(constant);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                found.add("element " + i + " of " + name + " is " + values[i]);
                return;
            }
        }
    }

    private static void addObstacles(Elementwise layer, List<String> found) {
        Constant constant = layer.constant();
        Shape right = constant == null ? layer.inputs().getLast().shape() : constant.shape();
        for (Shape operand : List.of(layer.input().shape(), right)) {
            if (!Broadcast.isPossible(operand, layer.output().shape())) {
                found.add("an operand of " + operand + " does not go with "
                        + layer.output().shape());
            }
        }
    }

    /// What it computes.
    public Network network() {
        return network;
    }

    /// In the network's order, one for each of its layers.
    List<RealLayer> layers() {
        return layers;
    }
}
