package io.rooftile.benchmarks;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Int8 networks that need no file; weights are drawn by chance.
final class GeneratedNetwork {
    private static final int[] CHANNELS = {16, 32, 32, 64, 64, 128, 128, 128, 128, 128, 128, 256, 256};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};
    private static final int[] BLOCKS = {3, 4, 6, 3};
    private static final int[] BLOCK_CHANNELS = {64, 128, 256, 512};
    private static final double DATA_SCALE = 1.0 / 16;

    private final RandomGenerator random;
    private final List<Layer> layers = new ArrayList<>();
    private Tensor last;

    private GeneratedNetwork(RandomGenerator random, Shape input) {
        this.random = random;
        this.last = data("input", input);
    }

    /// Pairs of depthwise and pointwise convolutions as in MobileNet v1. Source of the shape: Howard et al. 2017,
    /// <https://arxiv.org/abs/1704.04861>, table 1, at a quarter of its channels and 96x96 pixels.
    static Network ofPairs(RandomGenerator random) {
        GeneratedNetwork made = new GeneratedNetwork(random, Shape.of(1, 96, 96, 1));
        Tensor input = made.last;
        made.convolution(3, 2, 1, 8);
        for (int i = 0; i < CHANNELS.length; i++) {
            int channels = made.last.shape().channels();
            made.convolution(3, STRIDES[i], channels, channels);
            made.convolution(1, 1, 1, CHANNELS[i]);
        }
        return new Network("generated", List.of(input), List.of(made.last), made.layers);
    }

    /// The layers of ResNet-50 before its mean. Source of the shape: He et al. 2015,
    /// <https://arxiv.org/abs/1512.03385>, table 1; of a stage's first block the 3x3 convolution has the
    /// stride.
    static Network ofBottlenecks(RandomGenerator random) {
        GeneratedNetwork made = new GeneratedNetwork(random, Shape.of(1, 224, 224, 3));
        Tensor input = made.last;
        made.convolution(7, 2, 1, 64);
        made.pool();
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            for (int block = 0; block < BLOCKS[stage]; block++) {
                made.bottleneck(BLOCK_CHANNELS[stage], block == 0, stage > 0 && block == 0 ? 2 : 1);
            }
        }
        return new Network("bottlenecks", List.of(input), List.of(made.last), made.layers);
    }

    private void bottleneck(int channels, boolean isProjected, int stride) {
        Tensor input = last;
        convolution(1, 1, 1, channels);
        convolution(3, stride, 1, channels);
        convolution(1, 1, 1, 4 * channels);
        Tensor made = last;
        last = input;
        if (isProjected) {
            convolution(1, stride, 1, 4 * channels);
        }
        String name = "layer" + layers.size();
        Tensor sum = data(name, made.shape());
        layers.add(
                new Elementwise(name, List.of(made, last), sum, Elementwise.Kind.ADD, null, ActivationFunction.RELU));
        last = sum;
    }

    private void pool() {
        String name = "layer" + layers.size();
        Window window = Window.same(last.shape(), 3, 3, 2, 2);
        Shape input = last.shape();
        Tensor output = data(
                name,
                Shape.of(1, window.outputRows(input.height()), window.outputColumns(input.width()), input.channels()));
        layers.add(new Pool(name, last, output, Pool.Kind.MAX, window, ActivationFunction.LINEAR));
        last = output;
    }

    private void convolution(int filter, int stride, int groups, int outputChannels) {
        String name = "layer" + layers.size();
        Shape input = last.shape();
        Window window = Window.same(input, filter, filter, stride, stride);
        int rows = window.outputRows(input.height());
        int columns = window.outputColumns(input.width());
        Tensor output = data(name, Shape.of(1, rows, columns, outputChannels));
        Parameters learned = learned(name, Shape.of(outputChannels, filter, filter, input.channels() / groups));
        layers.add(new Convolution(name, last, output, window, groups, learned, ActivationFunction.RELU));
        last = output;
    }

    private static Tensor data(String name, Shape shape) {
        return new Tensor(name, shape, NumberFormat.INT8, Quantisation.perTensor(DATA_SCALE, -1));
    }

    /// Weights of a scale that keeps the outputs about as wide as the inputs.
    private Parameters learned(String name, Shape shape) {
        int channels = shape.dim(0);
        byte[] weights = new byte[Math.toIntExact(shape.elements())];
        random.nextBytes(weights);
        double scale = 1 / (Byte.MAX_VALUE * Math.sqrt((double) weights.length / channels));
        Tensor weightTensor = new Tensor(name + "/weights", shape, NumberFormat.INT8, perChannel(scale, channels));
        Tensor biasTensor = new Tensor(
                name + "/bias", Shape.of(channels), NumberFormat.INT32, perChannel(scale * DATA_SCALE, channels));
        return new Parameters(
                new Constant(weightTensor, new Values.Bytes(weights)),
                new Constant(biasTensor, new Values.Ints(new int[channels])));
    }

    private static Quantisation perChannel(double scale, int channels) {
        return new Quantisation(Collections.nCopies(channels, scale), Collections.nCopies(channels, 0), 0);
    }
}
