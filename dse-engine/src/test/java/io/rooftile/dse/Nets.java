package io.rooftile.dse;

import io.rooftile.core.network.ActivationFunction;
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
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;

/// Int8 networks of absent weights, built layer by layer: each method adds one layer and returns its output.
final class Nets {
    private final List<Layer> layers = new ArrayList<>();
    private final Tensor input;

    private Nets(int... shape) {
        this.input = tensor("input", Shape.of(shape));
    }

    private static Tensor tensor(String name, Shape shape) {
        return new Tensor(name, shape, NumberFormat.INT8, Quantisation.NONE);
    }

    private String next(String kind) {
        return kind + layers.size();
    }

    private Tensor add(Layer layer) {
        layers.add(layer);
        return layer.output();
    }

    private static Parameters weights(String layer, Shape shape) {
        return new Parameters(Constant.absent(tensor(layer + ":weights", shape)), null);
    }

    private Tensor conv(Tensor in, int outputs, Window window) {
        String name = next("conv");
        Shape shape = in.shape();
        Shape out =
                Shape.of(shape.dim(0), window.outputRows(shape.height()), window.outputColumns(shape.width()), outputs);
        Shape weights = Shape.of(outputs, window.fy(), window.fx(), shape.channels());
        return add(new Convolution(
                name, in, tensor(name + ":0", out), window, 1, weights(name, weights), ActivationFunction.RELU));
    }

    private Tensor dense(Tensor in, int outputs) {
        String name = next("dense");
        Shape out = Shape.of(in.shape().dim(0), outputs);
        Shape weights = Shape.of(outputs, in.shape().channels());
        return add(new Dense(name, in, tensor(name + ":0", out), weights(name, weights), ActivationFunction.LINEAR));
    }

    private Tensor flatten(Tensor in) {
        String name = next("flatten");
        int batch = in.shape().dim(0);
        return add(new Reshape(
                name,
                in,
                tensor(name + ":0", Shape.of(batch, Math.toIntExact(in.shape().elements() / batch)))));
    }

    private Tensor globalAverage(Tensor in) {
        String name = next("mean");
        Shape shape = in.shape();
        Window window = Window.valid(shape.height(), shape.width(), 1, 1);
        Tensor out = tensor(name + ":0", Shape.of(shape.dim(0), 1, 1, shape.channels()));
        return add(new Pool(name, in, out, Pool.Kind.AVERAGE, window, ActivationFunction.LINEAR));
    }

    private Tensor sum(Tensor left, Tensor right) {
        String name = next("sum");
        return add(new Elementwise(
                name,
                List.of(left, right),
                tensor(name + ":0", left.shape()),
                Elementwise.Kind.ADD,
                null,
                ActivationFunction.RELU));
    }

    private Network network(String name, Tensor output) {
        return new Network(name, List.of(input), List.of(output), layers);
    }

    /// Dense layers of the given widths, the input's first.
    static Network perceptron(int... widths) {
        Nets nets = new Nets(1, widths[0]);
        Tensor x = nets.input;
        for (int i = 1; i < widths.length; i++) {
            x = nets.dense(x, widths[i]);
        }
        return nets.network("perceptron", x);
    }

    /// The same of real numbers, whose bits are open.
    static Network perceptronOfReals(int... widths) {
        Network stored = perceptron(widths);
        List<Layer> layers = new ArrayList<>();
        Tensor x = Tensor.real("input", stored.inputs().getFirst().shape());
        for (Layer layer : stored.layers()) {
            Dense dense = (Dense) layer;
            Shape shape = dense.learned().weights().shape();
            Tensor out = Tensor.real(dense.output().name(), dense.output().shape());
            Parameters learned = new Parameters(Constant.absent(Tensor.real(layer.name() + ":weights", shape)), null);
            layers.add(new Dense(layer.name(), x, out, learned, ActivationFunction.LINEAR));
            x = out;
        }
        return new Network(
                "perceptron",
                List.of(Tensor.real("input", stored.inputs().getFirst().shape())),
                List.of(x),
                layers);
    }

    /// Two convolutions of different strides and a classifier over 9 rows and 7 columns of 2 channels.
    static Network smallConvolutions() {
        Nets nets = new Nets(1, 9, 7, 2);
        Tensor x = nets.conv(nets.input, 4, Window.valid(3, 2, 2, 1));
        x = nets.conv(x, 6, Window.valid(2, 3, 1, 2));
        return nets.network("small convolutions", nets.dense(nets.flatten(x), 5));
    }

    /// The layers of the CIFAR-10 residual network of 8 layers of the MLPerf Tiny benchmark (Banbury et al. 2021,
    /// <https://arxiv.org/abs/2106.07597>) on maps of 32 rows and 28 columns.
    static Network residual() {
        Nets nets = new Nets(1, 32, 28, 3);
        Tensor x = nets.conv(nets.input, 16, Window.same(nets.input.shape(), 3, 3, 1, 1));
        for (int block = 0; block < 3; block++) {
            int stride = block == 0 ? 1 : 2;
            int channels = 16 << block;
            Tensor y = nets.conv(x, channels, Window.same(x.shape(), 3, 3, stride, stride));
            y = nets.conv(y, channels, Window.same(y.shape(), 3, 3, 1, 1));
            Tensor shortcut = block == 0 ? x : nets.conv(x, channels, Window.same(x.shape(), 1, 1, 2, 2));
            x = nets.sum(y, shortcut);
        }
        return nets.network("residual", nets.dense(nets.flatten(nets.globalAverage(x)), 10));
    }
}
