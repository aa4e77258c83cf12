package io.rooftile.calibration.experiment;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Small quantised networks by chance: maps that are never square, odd sizes, strides, dilation, depthwise
/// convolutions with and without multiplier, groups, residual branches, concatenations, pools of all kinds, a dense
/// layer.
public final class RandomNets {
    private final RandomGenerator random;
    private final List<Layer> layers = new ArrayList<>();
    private int names;

    private RandomNets(RandomGenerator random) {
        this.random = random;
    }

    /// The next network.
    public static Network next(RandomGenerator random) {
        return new RandomNets(random).network();
    }

    /// The next network of depthwise convolutions behind one that makes their channels: filters with all kinds of
    /// borders on maps that are narrower and wider than an engine's lanes.
    public static Network nextDepthwise(RandomGenerator random) {
        return new RandomNets(random).depthwiseNetwork();
    }

    /// The next network in which rows and columns are repeated: in front of a convolution and behind it.
    public static Network nextRepeating(RandomGenerator random) {
        return new RandomNets(random).repeatingNetwork();
    }

    private Network repeatingNetwork() {
        int height = random.nextInt(1, 8);
        int width = random.nextInt(2, 20);
        width += width == height ? 1 : 0;
        Tensor input = tensor(Shape.of(1, height, width, random.nextInt(1, 20)));
        Tensor last = random.nextBoolean() ? input : convolution(input, random.nextInt(1, 20), 1);
        last = convolution(upsample(last), random.nextInt(1, 20), 1);
        last = random.nextBoolean() ? last : upsample(last);
        return new Network("repeating", List.of(input), List.of(last), layers);
    }

    private Tensor upsample(Tensor in) {
        int rows = 1 << random.nextInt(3);
        int columns = 1 << random.nextInt(rows == 1 ? 1 : 0, 4);
        Shape shape = in.shape();
        Tensor out = new Tensor(
                name("t"),
                Shape.of(1, shape.height() * rows, shape.width() * columns, shape.channels()),
                NumberFormat.INT8,
                in.quantisation());
        layers.add(new Upsample(name("upsample"), in, out, Upsample.Kind.NEAREST, Upsample.Sampling.ASYMMETRIC));
        return out;
    }

    private Network depthwiseNetwork() {
        int height = random.nextInt(1, 9);
        int width = random.nextInt(2, 40);
        width += width == height ? 1 : 0;
        Tensor input = tensor(Shape.of(1, height, width, random.nextInt(1, 4)));
        Tensor last = convolution(input, random.nextInt(1, 30), 1, Window.pointwise(), quantisation());
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            int channels = last.shape().channels();
            last = convolution(last, channels, channels, bordered(last.shape()), quantisation());
        }
        return new Network("depthwise", List.of(input), List.of(last), layers);
    }

    /// A window that hangs over the left and the right border by chance, mostly as far as makes an output of
    /// each column
    /// or of each second one.
    private Window bordered(Shape in) {
        int fy = random.nextInt(1, 5);
        int fx = random.nextInt(4) == 0 ? random.nextInt(1, 6) : 3;
        int sx = random.nextInt(1, 3);
        Window window = Window.same(in, fy, fx, random.nextInt(1, 3), sx, random.nextInt(1, 3), 1);
        if (random.nextInt(3) == 0) {
            int left = random.nextInt(0, fx);
            int right = Math.max(0, (Math.ceilDiv(in.width(), sx) - 1) * sx + fx - in.width() - left);
            Padding same = window.padding();
            window = window.withPadding(new Padding(same.top(), same.bottom(), left, right + random.nextInt(0, 2)));
        }
        return window;
    }

    private Network network() {
        int height = random.nextInt(3, 9);
        int width = random.nextInt(3, 9);
        width += width == height ? 1 : 0;
        Tensor input = tensor(Shape.of(1, height, width, random.nextInt(1, 5)));
        Tensor last = input;
        int blocks = random.nextInt(1, 4);
        for (int i = 0; i < blocks; i++) {
            last = block(last);
        }
        if (random.nextBoolean()) {
            last = dense(flat(last), random.nextInt(1, 9));
        }
        return new Network("random", List.of(input), List.of(last), layers);
    }

    private Tensor block(Tensor in) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> convolution(in, random.nextInt(1, 9), 1);
            case 2 -> depthwise(in, random.nextInt(1, 3));
            case 3 -> residual(in);
            case 4 -> pool(in);
            case 5 ->
                convolution(
                        in,
                        in.shape().channels() * random.nextInt(1, 4),
                        in.shape().channels());
            default -> concat(in);
        };
    }

    private Tensor residual(Tensor in) {
        Tensor first = sameSize(in, random.nextInt(1, 6));
        Tensor main = sameSize(first, in.shape().channels());
        Tensor out = tensor(in.shape());
        layers.add(new Elementwise(
                name("add"),
                List.of(main, in),
                out,
                random.nextInt(4) == 0 ? Elementwise.Kind.SUBTRACT : Elementwise.Kind.ADD,
                null,
                activation()));
        return out;
    }

    private Tensor concat(Tensor in) {
        Tensor left = sameSize(in, random.nextInt(1, 6));
        Tensor right = sameSize(in, random.nextInt(1, 6), left.quantisation());
        int channels = left.shape().channels() + right.shape().channels();
        Tensor out = new Tensor(
                name("t"),
                Shape.of(1, in.shape().height(), in.shape().width(), channels),
                NumberFormat.INT8,
                left.quantisation());
        layers.add(new Concat(name("concat"), List.of(left, right), out, 3));
        return out;
    }

    private Tensor sameSize(Tensor in, int channels) {
        return sameSize(in, channels, quantisation());
    }

    private Tensor sameSize(Tensor in, int channels, Quantisation quantisation) {
        int fy = random.nextInt(1, 4);
        int fx = random.nextInt(1, 4);
        return convolution(in, channels, 1, Window.same(in.shape(), fy, fx, 1, 1), quantisation);
    }

    private Tensor depthwise(Tensor in, int multiplier) {
        int channels = in.shape().channels();
        return convolution(in, channels * multiplier, channels);
    }

    private Tensor convolution(Tensor in, int channels, int groups) {
        return convolution(in, channels, groups, window(in.shape()), quantisation());
    }

    private Window window(Shape in) {
        int fy = random.nextInt(1, Math.min(4, in.height() + 1));
        int fx = random.nextInt(1, Math.min(4, in.width() + 1));
        int sy = random.nextInt(1, 4);
        int sx = random.nextInt(1, 4);
        return random.nextBoolean()
                ? Window.same(in, fy, fx, sy, sx, 1, random.nextInt(1, 3))
                : Window.valid(fy, fx, sy, sx);
    }

    private Tensor convolution(Tensor in, int channels, int groups, Window window, Quantisation quantisation) {
        Shape shape = Shape.of(
                1,
                window.outputRows(in.shape().height()),
                window.outputColumns(in.shape().width()),
                channels);
        Tensor out = new Tensor(name("t"), shape, NumberFormat.INT8, quantisation);
        Shape weights = Shape.of(channels, window.fy(), window.fx(), in.shape().channels() / groups);
        layers.add(new Convolution(name("conv"), in, out, window, groups, learned(in, out, weights), activation()));
        return out;
    }

    private Tensor pool(Tensor in) {
        Shape shape = in.shape();
        boolean isGlobal = random.nextInt(3) == 0;
        int fy = isGlobal ? shape.height() : random.nextInt(1, Math.min(4, shape.height() + 1));
        int fx = isGlobal ? shape.width() : random.nextInt(1, Math.min(4, shape.width() + 1));
        Window window = Window.valid(fy, fx, random.nextInt(1, 4), random.nextInt(1, 4));
        Pool.Kind kind = isGlobal ? Pool.Kind.MEAN : random.nextBoolean() ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
        Tensor out = new Tensor(
                name("t"),
                Shape.of(1, window.outputRows(shape.height()), window.outputColumns(shape.width()), shape.channels()),
                NumberFormat.INT8,
                isGlobal ? quantisation() : in.quantisation());
        layers.add(new Pool(name("pool"), in, out, kind, window, ActivationFunction.LINEAR));
        return out;
    }

    private Tensor flat(Tensor in) {
        Tensor out = new Tensor(
                name("t"), Shape.of(1, Math.toIntExact(in.shape().elements())), NumberFormat.INT8, in.quantisation());
        layers.add(new Reshape(name("flat"), in, out));
        return out;
    }

    private Tensor dense(Tensor in, int outputs) {
        Tensor out = tensor(Shape.of(1, outputs));
        Shape weights = Shape.of(outputs, in.shape().channels());
        layers.add(new Dense(name("dense"), in, out, learned(in, out, weights), activation()));
        return out;
    }

    /// Weights whose sums fill the output's range but for the square root that chance leaves.
    private Parameters learned(Tensor in, Tensor out, Shape shape) {
        int channels = shape.dim(0);
        int taps = Math.toIntExact(shape.elements() / channels);
        byte[] weights = new byte[Math.toIntExact(shape.elements())];
        random.nextBytes(weights);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) Math.max(-127, weights[i]);
        }
        int[] bias = random.ints(channels, -20_000, 20_000).toArray();
        double typical = out.quantisation().scale(0) / in.quantisation().scale(0) / Math.sqrt(taps) / 80;
        List<Double> scales = random.doubles(channels, 0.3, 3)
                .mapToObj(share -> share * typical)
                .toList();
        List<Integer> zeros = IntStream.range(0, channels).mapToObj(_ -> 0).toList();
        Tensor tensor = new Tensor(name("w"), shape, NumberFormat.INT8, new Quantisation(scales, zeros, 0));
        Tensor biasTensor = new Tensor(name("b"), Shape.of(channels), NumberFormat.INT32, Quantisation.NONE);
        return new Parameters(
                new Constant(tensor, new Values.Bytes(weights)), new Constant(biasTensor, new Values.Ints(bias)));
    }

    private ActivationFunction activation() {
        return switch (random.nextInt(3)) {
            case 0 -> ActivationFunction.RELU;
            case 1 -> ActivationFunction.RELU6;
            default -> ActivationFunction.LINEAR;
        };
    }

    private Tensor tensor(Shape shape) {
        return new Tensor(name("t"), shape, NumberFormat.INT8, quantisation());
    }

    private Quantisation quantisation() {
        return Quantisation.perTensor(random.nextDouble(0.01, 0.2), random.nextInt(-128, 128));
    }

    private String name(String kind) {
        return kind + names++;
    }
}
