package io.rooftile.costmodel.dataflow;

import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;

/// Builds networks of absent weights layer by layer: each method adds one layer and returns its output.
final class Nets {
    private final NumberFormat format;
    private final List<Layer> layers = new ArrayList<>();
    private final Tensor input;

    private Nets(NumberFormat format, int... shape) {
        this.format = format;
        this.input = tensor("input", Shape.of(shape));
    }

    static Nets real(int... shape) {
        return new Nets(NumberFormat.FLOAT32, shape);
    }

    static Nets int8(int... shape) {
        return new Nets(NumberFormat.INT8, shape);
    }

    Tensor input() {
        return input;
    }

    private Tensor tensor(String name, Shape shape) {
        return new Tensor(name, shape, format, Quantisation.NONE);
    }

    private Tensor output(Shape shape) {
        return tensor("t" + layers.size(), shape);
    }

    private Tensor add(Layer layer) {
        layers.add(layer);
        return layer.output();
    }

    private Parameters weights(Shape shape) {
        return new Parameters(Constant.absent(tensor("w" + layers.size(), shape)), null);
    }

    Tensor conv(String name, Tensor in, int outputs, Window window, int groups) {
        Shape shape = in.shape();
        Shape out =
                Shape.of(shape.dim(0), window.outputRows(shape.height()), window.outputColumns(shape.width()), outputs);
        Parameters learned = weights(Shape.of(outputs, window.fy(), window.fx(), shape.channels() / groups));
        return add(new Convolution(name, in, output(out), window, groups, learned, ActivationFunction.RELU));
    }

    Tensor conv(String name, Tensor in, int outputs, Window window) {
        return conv(name, in, outputs, window, 1);
    }

    Tensor depthwise(String name, Tensor in, Window window) {
        return conv(name, in, in.shape().channels(), window, in.shape().channels());
    }

    Tensor dense(String name, Tensor in, int outputs) {
        Parameters learned = weights(Shape.of(outputs, in.shape().channels()));
        return add(
                new Dense(name, in, output(Shape.of(in.shape().dim(0), outputs)), learned, ActivationFunction.LINEAR));
    }

    Tensor flatten(String name, Tensor in) {
        int batch = in.shape().dim(0);
        return add(new Reshape(
                name, in, output(Shape.of(batch, Math.toIntExact(in.shape().elements() / batch)))));
    }

    Tensor pool(String name, Tensor in, Pool.Kind kind, Window window) {
        Shape shape = in.shape();
        Shape out = Shape.of(
                shape.dim(0), window.outputRows(shape.height()), window.outputColumns(shape.width()), shape.channels());
        return add(new Pool(name, in, output(out), kind, window, ActivationFunction.LINEAR));
    }

    Tensor globalAverage(String name, Tensor in) {
        return pool(
                name,
                in,
                Pool.Kind.AVERAGE,
                Window.valid(in.shape().height(), in.shape().width(), 1, 1));
    }

    Tensor add(String name, Tensor left, Tensor right) {
        return add(new Elementwise(
                name, List.of(left, right), output(left.shape()), Elementwise.Kind.ADD, null, ActivationFunction.RELU));
    }

    Tensor multiply(String name, Tensor left, Tensor right) {
        return add(new Elementwise(
                name,
                List.of(left, right),
                output(left.shape()),
                Elementwise.Kind.MULTIPLY,
                null,
                ActivationFunction.LINEAR));
    }

    Tensor concat(String name, Tensor... parts) {
        Shape shape = parts[0].shape();
        int channels = 0;
        for (Tensor part : parts) {
            channels += part.shape().channels();
        }
        Shape out = Shape.of(shape.dim(0), shape.height(), shape.width(), channels);
        return add(new Concat(name, List.of(parts), output(out), 3));
    }

    Tensor upsample(String name, Tensor in, int factor, Upsample.Kind kind) {
        Shape shape = in.shape();
        Shape out = Shape.of(shape.dim(0), shape.height() * factor, shape.width() * factor, shape.channels());
        return add(new Upsample(name, in, output(out), kind, Upsample.Sampling.HALF_PIXEL));
    }

    Tensor transpose(String name, Tensor in, Integer... permutation) {
        int[] dims = new int[permutation.length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = in.shape().dim(permutation[i]);
        }
        return add(new Transpose(name, in, output(Shape.of(dims)), List.of(permutation)));
    }

    Tensor activation(String name, Tensor in, ActivationFunction.Kind kind) {
        return add(new Activation(name, in, output(in.shape()), ActivationFunction.of(kind)));
    }

    Tensor scaleShift(String name, Tensor in) {
        Shape channels = Shape.of(in.shape().channels());
        return add(new ScaleShift(
                name,
                in,
                output(in.shape()),
                Constant.absent(tensor("scale" + layers.size(), channels)),
                Constant.absent(tensor("shift" + layers.size(), channels)),
                ActivationFunction.LINEAR));
    }

    Tensor softmax(String name, Tensor in) {
        return add(new Softmax(name, in, output(in.shape()), 1));
    }

    Network network(Tensor... outputs) {
        return new Network("test", List.of(input), List.of(outputs), layers);
    }

    /// One convolution and nothing else.
    static Network oneConv(int height, int width, int c, int k, Window window) {
        Nets nets = real(1, height, width, c);
        return nets.network(nets.conv("conv", nets.input(), k, window));
    }

    /// Two convolutions, a pool, a residual addition, a concatenation and a classifier; all sizes differ.
    static Network mixed() {
        Nets nets = int8(1, 18, 14, 3);
        Tensor in = nets.input();
        Tensor a = nets.conv("stem", in, 8, Window.same(in.shape(), 3, 3, 1, 1));
        Tensor b = nets.conv("left", a, 8, Window.same(a.shape(), 3, 5, 1, 1));
        Tensor c = nets.conv("right", b, 8, Window.same(b.shape(), 1, 1, 1, 1));
        Tensor sum = nets.add("sum", c, a);
        Tensor pooled = nets.pool("pool", sum, Pool.Kind.MAX, Window.valid(2, 2, 2, 2));
        Tensor d = nets.depthwise("depthwise", pooled, Window.same(pooled.shape(), 3, 3, 1, 1));
        Tensor e = nets.conv("point", pooled, 4, Window.pointwise());
        Tensor both = nets.concat("both", d, e);
        Tensor mean = nets.globalAverage("mean", both);
        Tensor flat = nets.flatten("flat", mean);
        return nets.network(nets.softmax("softmax", nets.dense("classes", flat, 10)));
    }
}
