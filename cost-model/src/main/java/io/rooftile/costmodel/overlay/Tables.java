package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
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
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;

/// Which activations need a table of all results; a clamp does not.
final class Tables {
    private Tables() {}

    static boolean isNeeded(Network network) {
        return network.layers().stream().anyMatch(layer -> !function(layer).isClamp());
    }

    private static ActivationFunction function(Layer layer) {
        return switch (layer) {
            case Convolution convolution -> convolution.activation();
            case Dense dense -> dense.activation();
            case Pool pool -> pool.activation();
            case Elementwise elementwise -> elementwise.activation();
            case ScaleShift scaleShift -> scaleShift.activation();
            case Activation activation -> activation.function();
            case Concat _,
                    Softmax _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Upsample _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> ActivationFunction.LINEAR;
        };
    }
}
