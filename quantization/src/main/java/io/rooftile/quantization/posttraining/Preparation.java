package io.rooftile.quantization.posttraining;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The same network in layers that integers can compute one by one: a batch normalisation of its own becomes a
/// depthwise convolution (or a threshold), an activation that is no clamp becomes a layer of its own (a look-up), and a
/// clamp behind sums goes into the layer that makes them.
final class Preparation {
    /// Behind the name of a layer: its activation, as a layer of its own.
    private static final String ACTIVATION = ":activation";

    /// Behind the name of a layer: what its activation reads.
    private static final String SUM = ":sum";

    private Preparation() {}

    /// The trained layer that a layer was made of: the one that people assign bits to.
    static String trainedLayer(String name) {
        return name.endsWith(ACTIVATION) ? name.substring(0, name.length() - ACTIVATION.length()) : name;
    }

    /// Whether a tensor is what a layer of its own takes an activation of.
    static boolean isSum(Tensor tensor) {
        return tensor.name().endsWith(SUM);
    }

    static Network of(Network network) {
        List<Layer> apart = new ArrayList<>();
        for (Layer layer : Thresholds.of(network).layers()) {
            split(layer, apart);
        }
        return new Network(network.name(), network.inputs(), network.outputs(), fused(network, apart));
    }

    private static void split(Layer layer, List<Layer> into) {
        switch (layer) {
            case Convolution convolution ->
                addSplit(
                        convolution,
                        convolution.activation(),
                        convolution.withActivation(ActivationFunction.LINEAR),
                        into);
            case Dense dense ->
                addSplit(dense, dense.activation(), dense.withActivation(ActivationFunction.LINEAR), into);
            case Elementwise operation ->
                addSplit(operation, operation.activation(), operation.withActivation(ActivationFunction.LINEAR), into);
            case Pool pool -> addSplit(pool, pool.activation(), pool.withActivation(ActivationFunction.LINEAR), into);
            case ScaleShift scaleShift -> split(depthwise(scaleShift), into);
            case Concat _,
                    Activation _,
                    Softmax _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Upsample _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> into.add(layer);
        }
    }

    private static void addSplit(Layer layer, ActivationFunction activation, Layer linear, List<Layer> into) {
        boolean takesClamps = !(layer instanceof Elementwise operation) || isSum(operation);
        if (activation.isLinear() || (activation.isClamp() && takesClamps)) {
            into.add(layer);
            return;
        }
        Tensor sum = Tensor.real(layer.name() + SUM, layer.output().shape());
        into.add(linear.withOutput(sum));
        into.add(new Activation(layer.name() + ACTIVATION, sum, layer.output(), activation));
    }

    private static Convolution depthwise(ScaleShift layer) {
        int channels = layer.input().shape().channels();
        Constant weights = new Constant(
                layer.scale().tensor().withShape(Shape.of(channels, 1, 1, 1)),
                layer.scale().values());
        Constant bias = new Constant(
                layer.shift().tensor().withShape(Shape.of(channels)),
                layer.shift().values());
        return new Convolution(
                layer.name(),
                layer.input(),
                layer.output(),
                Window.pointwise(),
                channels,
                new Parameters(weights, bias),
                layer.activation());
    }

    private static List<Layer> fused(Network network, List<Layer> layers) {
        Map<String, Integer> readers = new HashMap<>();
        layers.forEach(layer -> layer.inputs().forEach(input -> readers.merge(input.name(), 1, Integer::sum)));
        network.outputs().forEach(output -> readers.merge(output.name(), 1, Integer::sum));
        List<Layer> fused = new ArrayList<>();
        for (Layer layer : layers) {
            int at = layer instanceof Activation activation ? producer(fused, activation, readers) : -1;
            if (at >= 0 && layer instanceof Activation activation) {
                fused.set(at, withClamp(fused.get(at), activation));
            } else {
                fused.add(layer);
            }
        }
        return fused;
    }

    /// Where the layer is that a clamp can go into, or -1.
    private static int producer(List<Layer> layers, Activation clamp, Map<String, Integer> readers) {
        if (!clamp.function().isClamp() || readers.getOrDefault(clamp.input().name(), 0) != 1) {
            return -1;
        }
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).output().equals(clamp.input())) {
                return isLinearSum(layers.get(i)) && clamp.input().format().isFloat() ? i : -1;
            }
        }
        return -1;
    }

    private static boolean isLinearSum(Layer layer) {
        return switch (layer) {
            case Convolution convolution -> convolution.activation().isLinear();
            case Dense dense -> dense.activation().isLinear();
            case Elementwise operation -> operation.activation().isLinear() && isSum(operation);
            case Pool _,
                    ScaleShift _,
                    Concat _,
                    Activation _,
                    Softmax _,
                    Reshape _,
                    Transpose _,
                    Pad _,
                    Upsample _,
                    ArgMax _,
                    Requantise _,
                    HostOperation _ -> false;
        };
    }

    /// Whether an operation makes new numbers, which a clamp can go with.
    private static boolean isSum(Elementwise operation) {
        return switch (operation.kind()) {
            case ADD, SUBTRACT, MULTIPLY -> true;
            case MAXIMUM, MINIMUM -> false;
        };
    }

    private static Layer withClamp(Layer sum, Activation clamp) {
        Layer clamped =
                switch (sum) {
                    case Convolution convolution -> convolution.withActivation(clamp.function());
                    case Dense dense -> dense.withActivation(clamp.function());
                    case Elementwise operation -> operation.withActivation(clamp.function());
                    case Pool _,
                            ScaleShift _,
                            Concat _,
                            Activation _,
                            Softmax _,
                            Reshape _,
                            Transpose _,
                            Pad _,
                            Upsample _,
                            ArgMax _,
                            Requantise _,
                            HostOperation _ -> throw new IllegalStateException(sum.name() + " takes no clamp in");
                };
        return clamped.withOutput(clamp.output());
    }
}
