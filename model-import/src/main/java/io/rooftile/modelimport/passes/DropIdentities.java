package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Leaves out layers that change nothing: reshapes to the same shape, transposes to the same order, the same
/// number format again, linear activations (which is what a dropout is after training), resizing to the same
/// size, padding by nothing. Of two reshapes or two transposes in a row one is left.
final class DropIdentities implements GraphPass {
    @Override
    public Network apply(Network network) {
        return withoutIdentities(Fusion.intoReader(network, DropIdentities::join));
    }

    private static Optional<Layer> join(Layer producer, Layer layer) {
        if (producer instanceof Reshape first && layer instanceof Reshape second && isSameNumbers(first)) {
            return Optional.of(new Reshape(second.name(), first.input(), second.output()));
        }
        if (producer instanceof Transpose first && layer instanceof Transpose second && isSameNumbers(first)) {
            List<Integer> permutation =
                    second.permutation().stream().map(first.permutation()::get).toList();
            return Optional.of(new Transpose(second.name(), first.input(), second.output(), permutation));
        }
        return Optional.empty();
    }

    /// An identity's output is its input under another name; where one of both is the network's input or
    /// output, that name stays. An identity from an input straight to an output stays too, since both names do.
    private static Network withoutIdentities(Network network) {
        Set<String> fixed = new HashSet<>();
        network.inputs().forEach(tensor -> fixed.add(tensor.name()));
        Set<String> outputs = new HashSet<>();
        network.outputs().forEach(tensor -> outputs.add(tensor.name()));
        fixed.addAll(outputs);

        Map<String, Tensor> renamed = new HashMap<>();
        Set<String> dropped = new HashSet<>();
        for (Layer layer : network.layers()) {
            if (!isIdentity(layer)) {
                continue;
            }
            Tensor input = renamed.getOrDefault(layer.input().name(), layer.input());
            if (!outputs.contains(layer.output().name())) {
                renamed.put(layer.output().name(), input);
                dropped.add(layer.name());
            } else if (!fixed.contains(input.name())) {
                renamed.replaceAll((_, tensor) -> tensor.name().equals(input.name()) ? layer.output() : tensor);
                renamed.put(input.name(), layer.output());
                fixed.add(layer.output().name());
                dropped.add(layer.name());
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            if (dropped.contains(layer.name())) {
                continue;
            }
            List<Tensor> inputs = layer.inputs().stream()
                    .map(tensor -> renamed.getOrDefault(tensor.name(), tensor))
                    .toList();
            Tensor output = renamed.getOrDefault(layer.output().name(), layer.output());
            layers.add(layer.withInputs(inputs).withOutput(output));
        }
        return new Network(network.name(), network.inputs(), network.outputs(), layers);
    }

    private static boolean isIdentity(Layer layer) {
        return isSameNumbers(layer)
                && layer.inputs().size() == 1
                && layer.input().shape().equals(layer.output().shape())
                && isIdentityOnSameShape(layer);
    }

    private static boolean isIdentityOnSameShape(Layer layer) {
        return switch (layer) {
            case Reshape _, Requantise _, Upsample _, Pad _, Concat _ -> true;
            case Activation l -> l.function().isLinear();
            case Transpose l ->
                l.permutation()
                        .equals(IntStream.range(0, l.permutation().size())
                                .boxed()
                                .toList());
            case Pool l -> l.window().isPointwise() && l.activation().isLinear();
            case Convolution _, Dense _, Elementwise _, ScaleShift _, Softmax _, ArgMax _, HostOperation _ -> false;
        };
    }

    private static boolean isSameNumbers(Layer layer) {
        return layer.input().format().equals(layer.output().format())
                && layer.input().quantisation().equals(layer.output().quantisation());
    }
}
