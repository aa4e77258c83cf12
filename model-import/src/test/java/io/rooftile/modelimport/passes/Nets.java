package io.rooftile.modelimport.passes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Small networks for the tests of passes: the tensors `in` and `out`, random real weights, all sizes different.
final class Nets {
    static final Tensor IN = Tensor.real("in", Shape.of(1, 7, 5, 4));

    private Nets() {}

    static Tensor tensor(String name, int... dims) {
        return Tensor.real(name, Shape.of(dims));
    }

    static Network of(Layer... layers) {
        return of(IN, layers);
    }

    static Network of(Tensor input, Layer... layers) {
        return new Network("net", List.of(input), List.of(layers[layers.length - 1].output()), List.of(layers));
    }

    /// Seeded by its name, so that every test sees the same numbers.
    static Constant random(String name, int... dims) {
        RandomGenerator random = new SplittableRandom(name.hashCode());
        Shape shape = Shape.of(dims);
        float[] values = new float[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return Constant.real(name, shape, values);
    }

    static Constant unknown(String name, int... dims) {
        return Constant.absent(tensor(name, dims));
    }

    /// A convolution with random weights, and a random bias if asked for.
    static Convolution convolution(Tensor input, Tensor output, Window window, int groups, boolean biased) {
        int outputs = output.shape().channels();
        Constant weights = random(
                output.name() + "/weights",
                outputs,
                window.fy(),
                window.fx(),
                input.shape().channels() / groups);
        @Nullable Constant bias = biased ? random(output.name() + "/bias", outputs) : null;
        return new Convolution(
                output.name(), input, output, window, groups, new Parameters(weights, bias), ActivationFunction.LINEAR);
    }

    static Dense dense(Tensor input, Tensor output, boolean biased) {
        int outputs = output.shape().channels();
        Constant weights =
                random(output.name() + "/weights", outputs, input.shape().channels());
        @Nullable Constant bias = biased ? random(output.name() + "/bias", outputs) : null;
        return new Dense(output.name(), input, output, new Parameters(weights, bias), ActivationFunction.LINEAR);
    }

    static ScaleShift norm(Tensor input, Tensor output, ActivationFunction activation) {
        int channels = output.shape().channels();
        return new ScaleShift(
                output.name(),
                input,
                output,
                random(output.name() + "/scale", channels),
                random(output.name() + "/shift", channels),
                activation);
    }

    static Elementwise withConstant(Elementwise.Kind kind, Tensor input, Tensor output, Constant constant) {
        return new Elementwise(output.name(), List.of(input), output, kind, constant, ActivationFunction.LINEAR);
    }

    static List<String> types(Network network) {
        return network.layers().stream().map(Layer::typeName).toList();
    }

    /// Asserts that both networks give the same for one random input.
    static void assertSameResult(Network expected, Network actual) {
        assertEquals(expected.inputs(), actual.inputs());
        assertEquals(expected.outputs(), actual.outputs());
        Constant random = random(
                "input values",
                expected.inputs().getFirst().shape().dims().stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
        float[] values = ((Values.Floats) random.values()).data();
        double[] input = new double[values.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = values[i];
        }
        assertArrayEquals(LayerEvaluator.run(expected, input), LayerEvaluator.run(actual, input), 1e-5);
    }
}
