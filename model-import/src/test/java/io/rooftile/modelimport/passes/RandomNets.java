package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Random chains of layers over feature maps, with everything that a graph pass looks at: numbers that stay the same or
/// change from layer to layer, clamps and other activations, padding, constants per channel, moves of data.
final class RandomNets {
    private final RandomGenerator random;
    private final double realFraction;
    private final List<Layer> layers = new ArrayList<>();

    /// @param realFraction of the tensors that are of real numbers instead of quantised
    RandomNets(RandomGenerator random, double realFraction) {
        this.random = random;
        this.realFraction = realFraction;
    }

    Network network(int length) {
        Tensor input = withNumbers(Nets.IN);
        Tensor current = input;
        for (int i = 0; i < length; i++) {
            Layer layer = layer("t" + i, current);
            layers.add(layer);
            current = layer.output();
        }
        return new Network("random", List.of(input), List.of(current), layers);
    }

    private Layer layer(String name, Tensor in) {
        Shape shape = in.shape();
        return switch (random.nextInt(9)) {
            case 0 -> convolution(name, in);
            case 1 -> dense(name, in);
            case 2 ->
                new Pad(name, in, sameNumbers(name, in, widened(shape)), List.of(0, 1, 0, 0), List.of(0, 0, 2, 0));
            case 3 -> new Reshape(name, in, sameNumbers(name, in, shape));
            case 4 -> new Requantise(name, in, next(name, in, shape));
            case 5 -> scaleShift(name, in);
            case 6 -> elementwise(name, in);
            default -> new Activation(name, in, next(name, in, shape), activation());
        };
    }

    private static Shape widened(Shape shape) {
        return Shape.of(1, shape.height() + 1, shape.width() + 2, shape.channels());
    }

    private Convolution convolution(String name, Tensor in) {
        Window window = Window.of(1 + random.nextInt(2), 1, 1, 1, new Padding(0, 1, random.nextInt(2), 0));
        Shape shape = in.shape();
        int outputs = 2 + random.nextInt(4);
        Shape out = Shape.of(1, window.outputRows(shape.height()), window.outputColumns(shape.width()), outputs);
        return new Convolution(
                name,
                in,
                next(name, in, out),
                window,
                1,
                learned(name, outputs, Shape.of(outputs, window.fy(), window.fx(), shape.channels())),
                activation());
    }

    private Dense dense(String name, Tensor in) {
        Shape shape = in.shape();
        int outputs = 2 + random.nextInt(4);
        return new Dense(
                name,
                in,
                next(name, in, Shape.of(1, shape.height(), shape.width(), outputs)),
                learned(name, outputs, Shape.of(outputs, shape.channels())),
                activation());
    }

    private Parameters learned(String name, int outputs, Shape weights) {
        return new Parameters(
                constant(name + "/weights", weights),
                random.nextBoolean() ? constant(name + "/bias", Shape.of(outputs)) : null);
    }

    private ScaleShift scaleShift(String name, Tensor in) {
        Shape channels = Shape.of(in.shape().channels());
        return new ScaleShift(
                name,
                in,
                next(name, in, in.shape()),
                constant(name + "/scale", channels),
                constant(name + "/shift", channels),
                activation());
    }

    private Elementwise elementwise(String name, Tensor in) {
        Elementwise.Kind[] kinds = Elementwise.Kind.values();
        return new Elementwise(
                name,
                List.of(in),
                next(name, in, in.shape()),
                kinds[random.nextInt(kinds.length)],
                constant(name + "/operand", Shape.of(in.shape().channels())),
                activation());
    }

    private ActivationFunction activation() {
        return switch (random.nextInt(6)) {
            case 0 -> ActivationFunction.RELU;
            case 1 -> ActivationFunction.RELU6;
            case 2 -> ActivationFunction.of(Kind.TANH);
            default -> ActivationFunction.LINEAR;
        };
    }

    private Tensor next(String name, Tensor in, Shape shape) {
        return random.nextBoolean()
                ? sameNumbers(name, in, shape)
                : withNumbers(in.withName(name).withShape(shape));
    }

    private static Tensor sameNumbers(String name, Tensor in, Shape shape) {
        return in.withName(name).withShape(shape);
    }

    private Tensor withNumbers(Tensor tensor) {
        if (random.nextDouble() < realFraction) {
            return tensor.withFormat(NumberFormat.FLOAT32, Quantisation.NONE);
        }
        boolean signed = random.nextBoolean();
        return tensor.withFormat(
                signed ? NumberFormat.INT8 : NumberFormat.UINT8,
                Quantisation.perTensor(random.nextDouble(0.01, 0.1), random.nextInt(128) - (signed ? 64 : 0)));
    }

    /// Real numbers, or bytes with a scale for each index of the first dimension.
    private Constant constant(String name, Shape shape) {
        if (random.nextDouble() < realFraction) {
            return Nets.random(
                    name, shape.dims().stream().mapToInt(Integer::intValue).toArray());
        }
        byte[] values = new byte[Math.toIntExact(shape.elements())];
        random.nextBytes(values);
        List<Double> scales = IntStream.range(0, shape.dim(0))
                .mapToObj(_ -> random.nextDouble(0.001, 0.01))
                .toList();
        List<Integer> zeroPoints =
                IntStream.range(0, shape.dim(0)).mapToObj(_ -> 0).toList();
        Tensor tensor = new Tensor(name, shape, NumberFormat.INT8, new Quantisation(scales, zeroPoints, 0));
        return new Constant(tensor, new Values.Bytes(values));
    }
}
