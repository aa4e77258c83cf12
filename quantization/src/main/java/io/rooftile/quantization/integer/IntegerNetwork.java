package io.rooftile.quantization.integer;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A quantised network in integers only.
///
/// @param network what it computes; all its tensors are stored in integers, but for inputs that are only stored and
/// outputs that are only made real at its borders, which are float32
/// @param layers in the network's order, one for each of its layers
public record IntegerNetwork(Network network, List<IntegerLayer> layers) {
    public IntegerNetwork {
        layers = List.copyOf(layers);
    }

    /// The integers of a quantised network. With [Requantisation#EXACT] it computes what TensorFlow Lite computes; with
    /// [Requantisation#POWER_OF_TWO] each factor between scales is a shift.
    ///
    /// @throws UserInputException with every layer that cannot be computed so, and why
    public static IntegerNetwork of(Network network, Requantisation requantisation) {
        LayerCompiler compiler = new LayerCompiler(requantisation);
        List<IntegerLayer> layers = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (Layer layer : network.layers()) {
            collect(obstacles, layer.name() + " (" + layer.typeName() + ")", () -> {
                if (!isBorder(layer)) {
                    layer.inputs().forEach(IntegerNetwork::requireInteger);
                    requireInteger(layer.output());
                }
                layers.add(compiler.compile(layer));
            });
        }
        if (!obstacles.isEmpty()) {
            throw UserInputException.ofFaults(
                    network.name(),
                    obstacles,
                    obstacles.size() + " layers cannot be computed in integers",
                    "quantise the network in a way that integers can compute");
        }
        return new IntegerNetwork(network, layers);
    }

    private static void collect(List<String> obstacles, String name, Runnable step) {
        try {
            step.run();
        } catch (NotIntegerException reason) {
            obstacles.add(name + ": " + reason.getMessage());
        }
    }

    private static void requireInteger(Tensor tensor) {
        if (tensor.format().isFloat()) {
            throw new NotIntegerException(
                    tensor.name() + " is " + tensor.format().typeName());
        }
        if (!tensor.quantisation().isPerTensor()) {
            throw new NotIntegerException(tensor.name() + " flows with more than one scale");
        }
    }

    /// Whether a network flows in integers from end to end, whatever its borders take and give.
    public static boolean isInteger(Network network) {
        return !network.layers().isEmpty()
                && network.layers().stream()
                        .allMatch(layer -> isBorder(layer)
                                || (isInteger(layer.output())
                                        && layer.inputs().stream().allMatch(IntegerNetwork::isInteger)));
    }

    private static boolean isInteger(Tensor tensor) {
        return !tensor.format().isFloat();
    }

    /// Whether a layer stores real numbers or makes stored ones real: no other layer may read or make real numbers, so
    /// it is the first or the last of its path.
    private static boolean isBorder(Layer layer) {
        return layer instanceof Requantise && isInteger(layer.input()) != isInteger(layer.output());
    }
}
