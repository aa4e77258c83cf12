package io.rooftile.rtl.overlay;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import io.rooftile.quantization.integer.MatrixLayer;
import io.rooftile.quantization.integer.MeanLayer;
import io.rooftile.quantization.integer.Operand;
import io.rooftile.quantization.integer.PoolLayer;
import io.rooftile.quantization.integer.SumLayer;
import io.rooftile.quantization.numerics.FixedPointMultiplier;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import io.rooftile.quantization.numerics.Shift;
import io.rooftile.rtl.overlay.Task.Operands;
import io.rooftile.rtl.overlay.Task.StoredRange;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Makes tasks of layers.
///
/// @param inputs maps that the layer reads, in its order
/// @param output map that it makes
record TaskBuilder(List<FeatureMap> inputs, FeatureMap output) {
    /// Places by which the engine takes operands of a sum to the left before it scales them.
    private static final int HEADROOM_BITS = 20;

    private static final int FRACTION_BITS = 31;

    /// Columns that the load unit makes of one at most.
    private static final int MOST_TIMES = 8;

    Task of(MatrixLayer layer) {
        if (layer.isWide()) {
            throw new UnmappableException("its sums take more than 32 bits");
        }
        Layer source = layer.layer();
        if (source instanceof Convolution convolution) {
            return convolution(layer, convolution);
        }
        if (source instanceof Dense dense) {
            return matrix(layer, Mode.ARRAY, window(dense));
        }
        throw new IllegalStateException(source.name() + " is no matrix layer");
    }

    private Task convolution(MatrixLayer layer, Convolution convolution) {
        FeatureMap.Augmented augmented = inputs.getFirst().augmented();
        if (augmented != null) {
            // Weights lie by filter row, filter column, channel: the order stays.
            return matrix(layer, Mode.ARRAY, augmented.augmentation().window());
        }
        requireSameShape(convolution.input());
        if (!convolution.isDepthwise() && convolution.groups() > 1) {
            throw new UnmappableException("a convolution in groups");
        }
        if (convolution.isDepthwise() && layer.outputChannels() != convolution.groups()) {
            throw new UnmappableException("a depthwise convolution with several outputs of a channel");
        }
        return matrix(layer, convolution.isDepthwise() ? Mode.DEPTHWISE : Mode.ARRAY, convolution.window());
    }

    /// A dense layer of one position is a convolution whose filter is the whole map; of several, one of single
    /// pixels.
    private Window window(Dense dense) {
        MapLayout map = inputs.getFirst().layout();
        int flat = map.height() * map.width() * map.channels();
        if (flat == dense.input().shape().channels()) {
            return Window.valid(map.height(), map.width(), 1, 1);
        }
        requireSameShape(dense.input());
        return Window.pointwise();
    }

    private Task matrix(MatrixLayer layer, Mode mode, Window window) {
        EngineShape shape = output.layout().shape();
        int zeroPoint = layer.inputZeroPoint() - inputs.getFirst().offset();
        long farthest = OutputRange.farthest(layer.layer().input());
        int[] bias = new int[layer.outputChannels()];
        NarrowFactor[] factors = new NarrowFactor[bias.length];
        for (int k = 0; k < bias.length; k++) {
            int sum = 0;
            long magnitude = 0;
            for (int weight : layer.weights()[k]) {
                if (weight != (weight << -shape.weightBits() >> -shape.weightBits())) {
                    throw new UnmappableException(
                            "its weight " + weight + " does not fit " + shape.weightBits() + " bits");
                }
                sum += weight;
                magnitude += Math.abs(weight);
            }
            bias[k] = (int) layer.bias()[k] - zeroPoint * sum;
            factors[k] = NarrowFactor.of(layer.requantisers().get(k), Math.abs(layer.bias()[k]) + magnitude * farthest);
        }
        return new Task(
                layer.layer().name(),
                mode,
                window,
                inputs,
                output,
                layer.weights(),
                Task.Repetition.NONE,
                zeroPoint,
                bias,
                Arrays.asList(factors),
                stored(layer.range()),
                null);
    }

    Task of(PoolLayer layer) {
        Pool pool = layer.layer();
        requireSameShape(pool.input());
        return switch (pool.kind()) {
            case MAX -> {
                int least = -(1 << (output.layout().shape().dataBits() - 1));
                yield pool(pool, Mode.MAXIMUM, least, 0, NarrowFactor.IDENTITY, plain(output.offset(), layer.range()));
            }
            case AVERAGE -> {
                requireNoPadding(pool);
                // Unsigned numbers are averaged as they are: what was taken off them comes back into the sum.
                int taps = pool.window().fy() * pool.window().fx();
                yield pool(
                        pool,
                        Mode.SUM,
                        0,
                        taps * inputs.getFirst().offset(),
                        NarrowFactor.ofAverage(taps),
                        plain(0, layer.range()));
            }
            case MEAN -> throw new IllegalStateException(pool.name() + " is a MeanLayer");
        };
    }

    /// The same bounds of results that are not counted from the zero point.
    private static OutputRange plain(int zeroPoint, OutputRange range) {
        return new OutputRange(zeroPoint, range.min(), range.max());
    }

    Task of(MeanLayer layer) {
        Pool pool = layer.layer();
        requireSameShape(pool.input());
        requireNoPadding(pool);
        int taps = pool.window().fy() * pool.window().fx();
        int bias = -taps * (layer.inputZeroPoint() - inputs.getFirst().offset());
        long most = taps * OutputRange.farthest(pool.input());
        return pool(pool, Mode.SUM, 0, bias, NarrowFactor.of(layer.requantiser(), most), layer.range());
    }

    /// Repetition of rows and columns: the load unit does it, and lanes hand on what they read.
    Task of(Upsample layer) {
        Shape in = layer.input().shape();
        Shape out = layer.output().shape();
        Task.Repetition repetition =
                new Task.Repetition(times(in.height(), out.height()), times(in.width(), out.width()));
        requireSameShape(layer.input());
        if (output.layout().shape().isSmall()) {
            throw new UnmappableException("a small engine repeats no columns");
        }
        if (layer.kind() != Upsample.Kind.NEAREST || layer.sampling() == Upsample.Sampling.ALIGN_CORNERS) {
            throw new UnmappableException("an interpolation");
        }
        OutputRange all = plain(output.offset(), OutputRange.of(layer.output()));
        return lanes(layer.name(), Mode.MAXIMUM, Window.pointwise(), repetition, 0, 0, NarrowFactor.IDENTITY, all);
    }

    private static int times(int inputs, int outputs) {
        int times = outputs / inputs;
        if (times * inputs != outputs || Integer.bitCount(times) != 1 || times > MOST_TIMES) {
            throw new UnmappableException(
                    outputs + " rows or columns for " + inputs + ", which is not 1, 2, 4 or 8 times as many");
        }
        return times;
    }

    private Task pool(Pool pool, Mode mode, int padValue, int bias, NarrowFactor factor, OutputRange range) {
        return lanes(pool.name(), mode, pool.window(), Task.Repetition.NONE, padValue, bias, factor, range);
    }

    private Task lanes(
            String layer,
            Mode mode,
            Window window,
            Task.Repetition repetition,
            int padValue,
            int bias,
            NarrowFactor factor,
            OutputRange range) {
        int[] biases = new int[output.layout().channels()];
        Arrays.fill(biases, bias);
        List<NarrowFactor> factors = Collections.nCopies(biases.length, factor);
        return new Task(
                layer,
                mode,
                window,
                inputs,
                output,
                new int[0][],
                repetition,
                padValue,
                biases,
                factors,
                stored(range),
                null);
    }

    Task of(SumLayer layer) {
        if (output.layout().shape().isSmall()) {
            throw new UnmappableException("a small engine adds no maps");
        }
        if (layer.isDifference()) {
            throw new UnmappableException("a difference");
        }
        if (inputs.size() != 2) {
            throw new UnmappableException("a sum with a stored operand");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Tensor operand = layer.layer().inputs().get(i);
            requireSameShape(inputs.get(i), operand);
            if (!operand.shape().equals(layer.layer().output().shape())) {
                throw new UnmappableException("a sum whose operands differ in shape");
            }
        }
        Operand first = layer.operands().getFirst();
        Operand second = layer.operands().getLast();
        Operands operands = new Operands(
                first.zeroPoint() - inputs.getFirst().offset(),
                second.zeroPoint() - inputs.getLast().offset(),
                scaler(layer.scalers().getFirst(), layer.headroomBits()),
                scaler(layer.scalers().getLast(), layer.headroomBits()));
        long most = 0;
        for (int i = 0; i < inputs.size(); i++) {
            long farthest = OutputRange.farthest(layer.layer().inputs().get(i));
            most += (long)
                    Math.ceil(Math.scalb(farthest * layer.scalers().get(i).factor(), layer.headroomBits()));
        }
        int channels = output.layout().channels();
        NarrowFactor factor = NarrowFactor.of(layer.requantiser(), most);
        StoredRange range = stored(layer.range());
        return new Task(
                layer.layer().name(),
                Mode.ADD,
                Window.pointwise(),
                inputs,
                output,
                new int[0][],
                Task.Repetition.NONE,
                0,
                new int[channels],
                Collections.nCopies(channels, factor),
                range,
                operands);
    }

    /// The factor of an operand that the engine takes 20 places to the left: a shift to the left by `n` without
    /// those places is the multiplier `2^(11 + n)`, as `(x * 2^20 * 2^(11 + n)) >> 31 = x * 2^n`.
    private static NarrowFactor scaler(Requantiser scaler, int headroomBits) {
        return switch (scaler) {
            case FixedPointMultiplier factor
            when headroomBits == HEADROOM_BITS && factor.shift() <= 0 ->
                new NarrowFactor(factor.multiplier(), HEADROOM_BITS, -factor.shift());
            case FixedPointMultiplier _ -> throw new UnmappableException("operands of other headroom than 20 places");
            case Shift shift
            when headroomBits == 0 && shift.right() <= 0 && -shift.right() < HEADROOM_BITS ->
                new NarrowFactor(1 << (FRACTION_BITS - HEADROOM_BITS - shift.right()), HEADROOM_BITS, 0);
            case Shift _ -> throw new UnmappableException("operands whose scales are 20 or more places apart");
        };
    }

    private StoredRange stored(OutputRange range) {
        int offset = output.offset();
        return new StoredRange(range.zeroPoint() - offset, range.min() - offset, range.max() - offset);
    }

    private void requireSameShape(Tensor tensor) {
        requireSameShape(inputs.getFirst(), tensor);
    }

    private static void requireSameShape(FeatureMap map, Tensor tensor) {
        if (!map.isShapedAs(tensor)) {
            throw new UnmappableException("it reads " + tensor.name() + ", a map that was reshaped");
        }
    }

    private static void requireNoPadding(Pool pool) {
        if (!pool.window().padding().isNone()) {
            throw new UnmappableException("an average over windows that hang over the border");
        }
    }
}
