package io.rooftile.quantization.posttraining;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.real.RealExecutor;
import io.rooftile.quantization.real.RealNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Networks of random weights, layer after layer; maps have more rows than columns, and channels that change.
final class Nets {
    private final RandomGenerator random;
    private final List<Layer> layers = new ArrayList<>();
    private final Tensor input;
    private Tensor last;

    Nets(RandomGenerator random, int... input) {
        this.random = random;
        this.input = Tensor.real("x", Shape.of(input));
        this.last = this.input;
    }

    private String name(String kind) {
        return kind + layers.size();
    }

    private static Tensor made(String name, int... dims) {
        return Tensor.real(name + "/out", Shape.of(dims));
    }

    private Nets add(Layer layer) {
        layers.add(layer);
        last = layer.output();
        return this;
    }

    Tensor last() {
        return last;
    }

    Nets from(Tensor tensor) {
        last = tensor;
        return this;
    }

    private float[] reals(int count, double spread) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (spread * random.nextGaussian());
        }
        return values;
    }

    private Parameters learned(Shape shape) {
        int outputs = shape.dim(0);
        int inner = Math.toIntExact(shape.elements() / outputs);
        String name = name("learned");
        return new Parameters(
                Constant.real(name + "/w", shape, reals(outputs * inner, 1 / Math.sqrt(inner))),
                Constant.real(name + "/b", Shape.of(outputs), reals(outputs, 0.3)));
    }

    private Nets convolution(int channels, int groups, Window window, ActivationFunction function) {
        Shape in = last.shape();
        Shape weights = Shape.of(channels, window.fy(), window.fx(), in.channels() / groups);
        String name = name("conv");
        Tensor out = made(name, 1, window.outputRows(in.height()), window.outputColumns(in.width()), channels);
        return add(new Convolution(name, last, out, window, groups, learned(weights), function));
    }

    Nets convolution(int channels, Kind kind) {
        return convolution(channels, 1, Window.same(last.shape(), 3, 2, 1, 1), ActivationFunction.of(kind));
    }

    Nets depthwise(Kind kind) {
        int channels = last.shape().channels();
        return convolution(2 * channels, channels, Window.valid(2, 3, 2, 1), ActivationFunction.of(kind));
    }

    Nets dense(int outputs, Kind kind) {
        String name = name("dense");
        Parameters learned = learned(Shape.of(outputs, last.shape().channels()));
        return add(new Dense(name, last, made(name, 1, outputs), learned, ActivationFunction.of(kind)));
    }

    Nets pool(Pool.Kind kind) {
        Shape in = last.shape();
        String name = name("pool");
        Window window = Window.valid(2, 1, 2, 1);
        Tensor out = made(name, 1, window.outputRows(in.height()), window.outputColumns(in.width()), in.channels());
        return add(new Pool(name, last, out, kind, window, ActivationFunction.LINEAR));
    }

    Nets with(Tensor other, Elementwise.Kind kind, Kind function) {
        String name = name("with");
        Tensor out = last.withName(name + "/out");
        ActivationFunction activation = ActivationFunction.of(function);
        return add(new Elementwise(name, List.of(last, other), out, kind, null, activation));
    }

    Nets withConstant(Elementwise.Kind kind, Kind function) {
        String name = name("constant");
        int channels = last.shape().channels();
        Constant constant = Constant.real(name + "/c", Shape.of(channels), reals(channels, 0.7));
        Tensor out = last.withName(name + "/out");
        ActivationFunction activation = ActivationFunction.of(function);
        return add(new Elementwise(name, List.of(last), out, kind, constant, activation));
    }

    Nets concat(Tensor other) {
        String name = name("concat");
        Shape in = last.shape();
        int channels = in.channels() + other.shape().channels();
        return add(new Concat(name, List.of(last, other), made(name, 1, in.height(), in.width(), channels), 3));
    }

    Nets scaleShift(Kind kind) {
        String name = name("norm");
        int channels = last.shape().channels();
        return add(new ScaleShift(
                name,
                last,
                last.withName(name + "/out"),
                Constant.real(name + "/scale", Shape.of(channels), reals(channels, 1)),
                Constant.real(name + "/shift", Shape.of(channels), reals(channels, 0.5)),
                ActivationFunction.of(kind)));
    }

    Nets activation(ActivationFunction function) {
        String name = name("function");
        return add(new Activation(name, last, last.withName(name + "/out"), function));
    }

    Nets pad() {
        String name = name("pad");
        Shape in = last.shape();
        Tensor out = made(name, 1, in.height() + 3, in.width() + 1, in.channels());
        return add(new Pad(name, last, out, List.of(0, 1, 1, 0), List.of(0, 2, 0, 0)));
    }

    Nets upsample(Upsample.Kind kind) {
        String name = name("up");
        Shape in = last.shape();
        Tensor out = made(name, 1, 2 * in.height(), 3 * in.width(), in.channels());
        return add(new Upsample(name, last, out, kind, Upsample.Sampling.HALF_PIXEL));
    }

    Nets transpose() {
        String name = name("turn");
        Shape in = last.shape();
        Tensor out = made(name, 1, in.width(), in.height(), in.channels());
        return add(new Transpose(name, last, out, List.of(0, 2, 1, 3)));
    }

    Nets flatten() {
        String name = name("flat");
        return add(new Reshape(
                name, last, made(name, 1, Math.toIntExact(last.shape().elements()))));
    }

    Nets softmax() {
        String name = name("softmax");
        return add(new Softmax(name, last, last.withName(name + "/out"), 1));
    }

    Network network() {
        return new Network("net", List.of(input), List.of(last), layers);
    }

    static float[] rows(RandomGenerator random, Network network, int count) {
        float[] rows = new float
                [count * Math.toIntExact(network.inputs().getFirst().shape().elements())];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }

    static byte[] bytes(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    static float[] real(Network network, float... rows) {
        byte[] out = new RealExecutor(RealNetwork.of(network)).run(bytes(rows), 2);
        float[] values = new float[out.length / Float.BYTES];
        ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
