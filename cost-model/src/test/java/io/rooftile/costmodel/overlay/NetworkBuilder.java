package io.rooftile.costmodel.overlay;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Builds networks without weights, layer by layer; each method returns the new layer's output.
final class NetworkBuilder {
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();

    Tensor input(int... dims) {
        Tensor input = Tensor.real("input" + inputs.size(), Shape.of(dims));
        inputs.add(input);
        return input;
    }

    Tensor convolution(Tensor in, int k, int filter, int stride) {
        return convolution(in, k, Window.same(in.shape(), filter, filter, stride, stride), 1);
    }

    Tensor depthwise(Tensor in, int filter, int stride) {
        int channels = in.shape().channels();
        return convolution(in, channels, Window.same(in.shape(), filter, filter, stride, stride), channels);
    }

    Tensor convolution(Tensor in, int k, Window window, int groups) {
        String name = "conv" + layers.size();
        Shape from = in.shape();
        Tensor out = Tensor.real(
                name + ":0",
                Shape.of(from.dim(0), window.outputRows(from.height()), window.outputColumns(from.width()), k));
        Shape weights = Shape.of(k, window.fy(), window.fx(), from.channels() / groups);
        layers.add(new Convolution(name, in, out, window, groups, parameters(name, weights), ActivationFunction.RELU));
        return out;
    }

    Tensor dense(Tensor in, int k) {
        String name = "dense" + layers.size();
        Tensor out = Tensor.real(name + ":0", Shape.of(in.shape().dim(0), k));
        Shape weights = Shape.of(k, in.shape().channels());
        layers.add(new Dense(name, in, out, parameters(name, weights), ActivationFunction.LINEAR));
        return out;
    }

    private static Parameters parameters(String name, Shape weights) {
        return new Parameters(
                Constant.absent(Tensor.real(name + ":weights", weights)),
                Constant.absent(Tensor.real(name + ":bias", Shape.of(weights.dim(0)))));
    }

    Tensor pool(Tensor in, Pool.Kind kind, Window window) {
        String name = "pool" + layers.size();
        Shape from = in.shape();
        Tensor out = Tensor.real(
                name + ":0",
                Shape.of(
                        from.dim(0),
                        window.outputRows(from.height()),
                        window.outputColumns(from.width()),
                        from.channels()));
        layers.add(new Pool(name, in, out, kind, window, ActivationFunction.LINEAR));
        return out;
    }

    Tensor globalPool(Tensor in) {
        return pool(
                in,
                Pool.Kind.AVERAGE,
                Window.valid(in.shape().height(), in.shape().width(), 1, 1));
    }

    Tensor add(Tensor left, Tensor right) {
        String name = "add" + layers.size();
        Tensor out = Tensor.real(name + ":0", left.shape());
        layers.add(
                new Elementwise(name, List.of(left, right), out, Elementwise.Kind.ADD, null, ActivationFunction.RELU));
        return out;
    }

    Tensor concat(Tensor... parts) {
        String name = "concat" + layers.size();
        Shape first = parts[0].shape();
        int channels =
                Arrays.stream(parts).mapToInt(part -> part.shape().channels()).sum();
        Tensor out = Tensor.real(name + ":0", Shape.of(first.dim(0), first.height(), first.width(), channels));
        layers.add(new Concat(name, List.of(parts), out, 3));
        return out;
    }

    Tensor upsample(Tensor in, int rows, int columns, Upsample.Kind kind, Upsample.Sampling sampling) {
        String name = "upsample" + layers.size();
        Shape from = in.shape();
        Tensor out = Tensor.real(
                name + ":0", Shape.of(from.dim(0), from.height() * rows, from.width() * columns, from.channels()));
        layers.add(new Upsample(name, in, out, kind, sampling));
        return out;
    }

    Tensor flatten(Tensor in) {
        String name = "flatten" + layers.size();
        int batch = in.shape().dim(0);
        Tensor out = Tensor.real(
                name + ":0", Shape.of(batch, Math.toIntExact(in.shape().elements() / batch)));
        layers.add(new Reshape(name, in, out));
        return out;
    }

    Tensor softmax(Tensor in) {
        String name = "softmax" + layers.size();
        Tensor out = Tensor.real(name + ":0", in.shape());
        layers.add(new Softmax(name, in, out, 1));
        return out;
    }

    Network build(String name, Tensor... outputs) {
        return new Network(name, inputs, List.of(outputs), layers);
    }

    /// ResNet-50 (He et al., CVPR 2016, DOI 10.1109/CVPR.2016.90, table 1), stride in the first 1x1 layer.
    static Network resNet50() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 224, 224, 3), 64, 7, 2);
        x = b.pool(x, Pool.Kind.MAX, Window.same(x.shape(), 3, 3, 2, 2));
        int[] blocks = {3, 4, 6, 3};
        for (int stage = 0; stage < 4; stage++) {
            int width = 64 << stage;
            for (int block = 0; block < blocks[stage]; block++) {
                int stride = block == 0 && stage > 0 ? 2 : 1;
                Tensor shortcut = block == 0 ? b.convolution(x, 4 * width, 1, stride) : x;
                Tensor y = b.convolution(x, width, 1, stride);
                y = b.convolution(y, width, 3, 1);
                y = b.convolution(y, 4 * width, 1, 1);
                x = b.add(y, shortcut);
            }
        }
        x = b.dense(b.flatten(b.globalPool(x)), 1000);
        return b.build("resnet50", b.softmax(x));
    }
}
