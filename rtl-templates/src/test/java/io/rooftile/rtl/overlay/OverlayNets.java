package io.rooftile.rtl.overlay;

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
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Values;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.numerics.OutputRange;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Small quantised networks of layers that the engine has: maps that are never square, odd sizes, strides, dilation,
/// padding, depthwise convolutions, residual branches, pools of all kinds, repetition, a dense layer behind a
/// flattened map.
final class OverlayNets {
    /// How the network's numbers are stored and scaled.
    enum Numbers {
        INT8,
        UINT8,
        /// Signed numbers whose scales are powers of two.
        POWER_OF_TWO,
        /// Signed numbers of 5 bits, weights of 4.
        FEW_BITS;

        /// How features are stored.
        NumberFormat data() {
            return switch (this) {
                case INT8, POWER_OF_TWO -> NumberFormat.INT8;
                case UINT8 -> NumberFormat.UINT8;
                case FEW_BITS -> NumberFormat.signed(5);
            };
        }

        /// How weights are stored.
        NumberFormat weights() {
            return this == FEW_BITS ? NumberFormat.signed(4) : data();
        }
    }

    private final RandomGenerator random;
    private final Numbers numbers;
    private final boolean isUnsigned;
    private final List<Layer> layers = new ArrayList<>();
    private int names;

    private OverlayNets(RandomGenerator random, Numbers numbers) {
        this.random = random;
        this.numbers = numbers;
        this.isUnsigned = numbers == Numbers.UINT8;
    }

    /// The next network by chance.
    static Network next(RandomGenerator random, Numbers numbers) {
        return new OverlayNets(random, numbers).network();
    }

    /// A row by chance of a network's input.
    static byte[] row(Network network, RandomGenerator random) {
        Tensor input = network.inputs().getFirst();
        byte[] row = new byte[Math.toIntExact(input.shape().elements())];
        int unused = Byte.SIZE - input.format().bits();
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) ((byte) random.nextInt() >> unused);
        }
        return row;
    }

    /// One convolution of a map.
    static Network convolution(RandomGenerator random, Shape input, int channels, int groups, Window window) {
        OverlayNets nets = new OverlayNets(random, Numbers.INT8);
        Tensor in = nets.tensor(input);
        Tensor out = nets.convolution(in, channels, groups, window);
        return nets.network(in, out);
    }

    /// Convolutions one behind the other.
    ///
    /// @param windows by layer
    static Network chain(RandomGenerator random, Shape input, int channels, List<Window> windows) {
        OverlayNets nets = new OverlayNets(random, Numbers.INT8);
        Tensor in = nets.tensor(input);
        Tensor last = in;
        for (Window window : windows) {
            last = nets.convolution(last, channels, 1, window);
        }
        return nets.network(in, last);
    }

    /// A convolution, two more of its map, and the sum of that and what they make.
    static Network residual(RandomGenerator random, Shape input) {
        OverlayNets nets = new OverlayNets(random, Numbers.INT8);
        Tensor in = nets.tensor(input);
        Tensor first = nets.convolution(in, 6, 1, Window.pointwise());
        return nets.network(in, nets.residual(first));
    }

    private Network network() {
        int height = random.nextInt(3, 11);
        int width = random.nextInt(3, 11);
        width += width == height ? 1 : 0;
        Tensor input = tensor(Shape.of(1, height, width, random.nextInt(1, 20)));
        Tensor last = input;
        int blocks = random.nextInt(1, 5);
        for (int i = 0; i < blocks; i++) {
            last = block(last);
        }
        if (random.nextBoolean()) {
            last = dense(flat(last), random.nextInt(1, 30));
        }
        return network(input, last);
    }

    private Network network(Tensor input, Tensor output) {
        return new Network("random", List.of(input), List.of(output), layers);
    }

    private Tensor block(Tensor in) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> convolution(in, random.nextInt(1, 24), 1, window(in.shape(), true));
            case 2 -> convolution(in, in.shape().channels(), in.shape().channels(), window(in.shape(), true));
            case 3 -> residual(in);
            case 4 -> upsample(in);
            default -> pool(in);
        };
    }

    private Tensor residual(Tensor in) {
        Tensor first = sameSize(in, random.nextInt(1, 12));
        Tensor main = sameSize(first, in.shape().channels());
        Tensor out = tensor(in.shape());
        List<Tensor> operands = random.nextBoolean() ? List.of(main, in) : List.of(in, main);
        layers.add(new Elementwise(name("add"), operands, out, Elementwise.Kind.ADD, null, activation()));
        return out;
    }

    private Tensor sameSize(Tensor in, int channels) {
        Window window = Window.same(in.shape(), random.nextInt(1, 4), random.nextInt(1, 4), 1, 1);
        return convolution(in, channels, 1, window);
    }

    private Window window(Shape in, boolean isPaddable) {
        int fy = random.nextInt(1, Math.min(5, in.height() + 1));
        int fx = random.nextInt(1, Math.min(5, in.width() + 1));
        int sy = random.nextInt(1, 4);
        int sx = random.nextInt(1, 4);
        return isPaddable && random.nextBoolean()
                ? Window.same(in, fy, fx, sy, sx, random.nextInt(1, 3), random.nextInt(1, 4))
                : Window.valid(fy, fx, sy, sx);
    }

    private Tensor convolution(Tensor in, int channels, int groups, Window window) {
        Tensor out = tensor(Shape.of(
                1,
                window.outputRows(in.shape().height()),
                window.outputColumns(in.shape().width()),
                channels));
        Shape weights = Shape.of(channels, window.fy(), window.fx(), in.shape().channels() / groups);
        layers.add(new Convolution(name("conv"), in, out, window, groups, learned(in, out, weights), activation()));
        return out;
    }

    /// Rows and columns of a map made more.
    static Network upsampled(
            RandomGenerator random,
            Shape input,
            int rows,
            int columns,
            Upsample.Kind kind,
            Upsample.Sampling sampling) {
        OverlayNets nets = new OverlayNets(random, Numbers.INT8);
        Tensor in = nets.tensor(input);
        Tensor last = nets.convolution(in, 4, 1, Window.pointwise());
        return nets.network(in, nets.upsample(last, rows, columns, kind, sampling));
    }

    private Tensor upsample(Tensor in) {
        int rows = 1 << random.nextInt(3);
        int columns = 1 << random.nextInt(rows == 1 ? 1 : 0, in.shape().width() > 12 ? 2 : 4);
        Upsample.Sampling sampling = random.nextBoolean() ? Upsample.Sampling.ASYMMETRIC : Upsample.Sampling.HALF_PIXEL;
        return upsample(in, rows, columns, Upsample.Kind.NEAREST, sampling);
    }

    private Tensor upsample(Tensor in, int rows, int columns, Upsample.Kind kind, Upsample.Sampling sampling) {
        Shape shape = in.shape();
        Tensor out = new Tensor(
                name("t"),
                Shape.of(1, shape.height() * rows, shape.width() * columns, shape.channels()),
                in.format(),
                in.quantisation());
        layers.add(new Upsample(name("upsample"), in, out, kind, sampling));
        return out;
    }

    private Tensor pool(Tensor in) {
        Shape shape = in.shape();
        List<Pool.Kind> kinds = numbers == Numbers.POWER_OF_TWO
                ? List.of(Pool.Kind.MAX, Pool.Kind.AVERAGE)
                : List.of(Pool.Kind.MAX, Pool.Kind.AVERAGE, Pool.Kind.MEAN);
        Pool.Kind kind = kinds.get(random.nextInt(kinds.size()));
        Window window = kind == Pool.Kind.MEAN
                ? Window.valid(shape.height(), shape.width(), random.nextInt(1, 4), random.nextInt(1, 4))
                : window(shape, kind == Pool.Kind.MAX);
        window = new Window(window.fy(), window.fx(), window.sy(), window.sx(), 1, 1, window.padding());
        if (kind == Pool.Kind.MAX && !window.padding().isNone()) {
            window = Window.same(shape, window.fy(), window.fx(), window.sy(), window.sx());
        }
        Quantisation quantisation = kind == Pool.Kind.MEAN ? quantisation() : in.quantisation();
        Tensor out = new Tensor(
                name("t"),
                Shape.of(1, window.outputRows(shape.height()), window.outputColumns(shape.width()), shape.channels()),
                in.format(),
                quantisation);
        layers.add(new Pool(name("pool"), in, out, kind, window, activation()));
        return out;
    }

    private Tensor flat(Tensor in) {
        Tensor out = new Tensor(
                name("t"), Shape.of(1, Math.toIntExact(in.shape().elements())), in.format(), in.quantisation());
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
        int most = 1 << (numbers.weights().bits() - 1);
        int middle = isUnsigned ? most : 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (middle + random.nextInt(1 - most, most));
        }
        int[] bias = random.ints(channels, -most * most, most * most).toArray();
        double typical = out.quantisation().scale(0) / in.quantisation().scale(0) / Math.sqrt(taps) / most * 1.6;
        int scaleCount = isUnsigned ? 1 : channels;
        List<Double> scales = random.doubles(scaleCount, 0.3, 3)
                .mapToObj(share -> scale(share * typical))
                .toList();
        int zero = isUnsigned ? random.nextInt(256) : 0;
        List<Integer> zeros = IntStream.range(0, scaleCount).mapToObj(_ -> zero).toList();
        Tensor tensor = new Tensor(name("w"), shape, numbers.weights(), new Quantisation(scales, zeros, 0));
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
        return new Tensor(name("t"), shape, numbers.data(), quantisation());
    }

    private Quantisation quantisation() {
        int least = (int) OutputRange.least(numbers.data());
        int zero = random.nextInt(least, (int) OutputRange.most(numbers.data()) + 1);
        return Quantisation.perTensor(scale(random.nextDouble(0.01, 0.2)), zero);
    }

    private double scale(double wanted) {
        return numbers == Numbers.POWER_OF_TWO ? Math.scalb(1.0, Math.getExponent(wanted)) : wanted;
    }

    private String name(String kind) {
        return kind + names++;
    }
}
