package io.rooftile.quantization.posttraining;

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
import java.util.HashMap;
import java.util.Map;

/// Which tensors share format and scale: those on both sides of layers that compute nothing new, or compare stored
/// numbers.
final class TensorGroups {
    private final Map<String, String> parent = new HashMap<>();

    /// By the name that a group has in common: a tensor whose format was trained.
    private final Map<String, Tensor> trained = new HashMap<>();

    private TensorGroups() {}

    static TensorGroups of(Network network) {
        TensorGroups groups = new TensorGroups();
        network.inputs().forEach(groups::enter);
        network.layers().forEach(layer -> groups.enter(layer.output()));
        for (Layer layer : network.layers()) {
            if (sharesNumbers(layer)) {
                layer.inputs().stream()
                        .filter(input -> !(layer instanceof Concat) || groups.mayShare(input, layer.output()))
                        .forEach(input -> groups.join(input, layer.output()));
            }
        }
        return groups;
    }

    /// Whether a layer's inputs and output share format and scale.
    static boolean sharesNumbers(Layer layer) {
        return switch (layer) {
            case Pool _, Concat _, Reshape _, Transpose _, Pad _, Upsample _ -> true;
            case Elementwise operation ->
                switch (operation.kind()) {
                    case MAXIMUM, MINIMUM -> true;
                    case ADD, SUBTRACT, MULTIPLY -> false;
                };
            case Convolution _,
                    Dense _,
                    ScaleShift _,
                    Activation _,
                    Softmax _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> false;
        };
    }

    private void enter(Tensor tensor) {
        if (!tensor.format().isFloat()) {
            trained.put(tensor.name(), tensor);
        }
    }

    /// Whether two groups were not trained in formats that differ; a concatenation can rescale its inputs.
    private boolean mayShare(Tensor one, Tensor other) {
        Tensor first = trained.get(root(one.name()));
        Tensor second = trained.get(root(other.name()));
        return first == null
                || second == null
                || (first.format().equals(second.format())
                        && first.quantisation().equals(second.quantisation()));
    }

    private void join(Tensor one, Tensor other) {
        String first = root(one.name());
        String second = root(other.name());
        if (!first.equals(second)) {
            parent.put(second, first);
            Tensor kept = trained.get(second);
            if (kept != null) {
                trained.putIfAbsent(first, kept);
            }
        }
    }

    /// The name that all tensors of a group have in common.
    String root(String tensor) {
        String current = tensor;
        String above = parent.get(current);
        while (above != null) {
            current = above;
            above = parent.get(current);
        }
        return current;
    }
}
