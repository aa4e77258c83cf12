package io.rooftile.calibration.experiment;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Small networks in real numbers by chance, that a design may quantise: dense layers alone, or behind convolutions.
/// Weights are normally distributed, so that few are large, as in trained networks.
final class RealNets {
    private final RandomGenerator random;
    private final List<Layer> layers = new ArrayList<>();

    private RealNets(RandomGenerator random) {
        this.random = random;
    }

    /// The next network.
    static Network next(RandomGenerator random) {
        return new RealNets(random).network();
    }

    private Network network() {
        Tensor input;
        Tensor last;
        if (random.nextBoolean()) {
            input = tensor("input", Shape.of(1, random.nextInt(4, 65)));
            last = dense(input, random.nextInt(4, 49));
        } else {
            int height = random.nextInt(6, 15);
            int width = random.nextInt(6, 15);
            input = tensor("input", Shape.of(1, height, width + (height == width ? 1 : 0), random.nextInt(1, 7)));
            last = convolution(input);
            last = random.nextBoolean() ? pool(last) : convolution(last);
            last = flat(last);
        }
        for (int more = random.nextInt(0, 3); more > 0; more--) {
            last = dense(last, random.nextInt(4, 33));
        }
        last = dense(last, random.nextInt(1, 11));
        return new Network("real", List.of(input), List.of(last), layers);
    }

    private Tensor dense(Tensor in, int outputs) {
        Tensor out = tensor(name("t"), Shape.of(1, outputs));
        layers.add(new Dense(
                name("dense"), in, out, learned(Shape.of(outputs, in.shape().channels())), ActivationFunction.RELU));
        return out;
    }

    private Tensor convolution(Tensor in) {
        Shape from = in.shape();
        int stride = random.nextInt(1, 3);
        int fy = random.nextInt(1, Math.min(4, from.height() + 1));
        int fx = random.nextInt(1, Math.min(4, from.width() + 1));
        Window window =
                random.nextBoolean() ? Window.same(from, fy, fx, stride, stride) : Window.valid(fy, fx, stride, stride);
        int channels = random.nextInt(2, 13);
        Tensor out = tensor(
                name("t"), Shape.of(1, window.outputRows(from.height()), window.outputColumns(from.width()), channels));
        layers.add(new Convolution(
                name("conv"),
                in,
                out,
                window,
                1,
                learned(Shape.of(channels, fy, fx, from.channels())),
                ActivationFunction.RELU));
        return out;
    }

    private Tensor pool(Tensor in) {
        Shape from = in.shape();
        Window window = Window.valid(Math.min(2, from.height()), Math.min(2, from.width()), 2, 2);
        Tensor out = tensor(
                name("t"),
                Shape.of(1, window.outputRows(from.height()), window.outputColumns(from.width()), from.channels()));
        layers.add(new Pool(name("pool"), in, out, Pool.Kind.MAX, window, ActivationFunction.LINEAR));
        return out;
    }

    private Tensor flat(Tensor in) {
        Tensor out = tensor(name("t"), Shape.of(1, Math.toIntExact(in.shape().elements())));
        layers.add(new Reshape(name("flat"), in, out));
        return out;
    }

    private Parameters learned(Shape shape) {
        int channels = shape.dim(0);
        float[] weights = new float[Math.toIntExact(shape.elements())];
        double deviation = Math.sqrt(2.0 * channels / weights.length);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * deviation);
        }
        float[] bias = new float[channels];
        for (int k = 0; k < channels; k++) {
            bias[k] = (float) (random.nextGaussian() / 4);
        }
        return new Parameters(
                new Constant(tensor(name("w"), shape), new Values.Floats(weights)),
                new Constant(tensor(name("b"), Shape.of(channels)), new Values.Floats(bias)));
    }

    private String name(String kind) {
        return kind + layers.size();
    }

    private static Tensor tensor(String name, Shape shape) {
        return new Tensor(name, shape, NumberFormat.FLOAT32, Quantisation.NONE);
    }
}
