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

    private TensorGroups() {}

    static TensorGroups of(Network network) {
        TensorGroups groups = new TensorGroups();
        for (Layer layer : network.layers()) {
            if (sharesNumbers(layer)) {
                layer.inputs().forEach(input -> groups.join(input, layer.output()));
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

    private void join(Tensor one, Tensor other) {
        String first = root(one.name());
        String second = root(other.name());
        if (!first.equals(second)) {
            parent.put(second, first);
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
