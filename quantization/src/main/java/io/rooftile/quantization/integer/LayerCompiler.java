package io.rooftile.quantization.integer;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Activation;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Concat;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Elementwise;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Pad;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Requantise;
import io.rooftile.core.network.Reshape;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Softmax;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Transpose;
import io.rooftile.core.network.Upsample;
import io.rooftile.quantization.layout.Movement;
import io.rooftile.quantization.layout.Taps;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.SoftmaxFunction;
import io.rooftile.quantization.numerics.WideSoftmaxFunction;

/// Makes the integers of one layer.
final class LayerCompiler {
    private final Factors factors;
    private final MatrixCompiler matrices;
    private final ElementwiseCompiler elementwise;
    private final UnaryCompiler unary;

    LayerCompiler(Requantisation requantisation) {
        factors = new Factors(requantisation);
        matrices = new MatrixCompiler(factors);
        elementwise = new ElementwiseCompiler(factors);
        unary = new UnaryCompiler(factors);
    }

    /// @throws NotIntegerException when the layer cannot be computed in integers
    IntegerLayer compile(Layer layer) {
        return switch (layer) {
            case Convolution convolution -> matrices.of(convolution);
            case Dense dense -> matrices.of(dense);
            case Pool pool -> pool(pool);
            case Elementwise operation -> elementwise.of(operation);
            case Concat concat -> unary.of(concat);
            case Activation activation -> unary.of(activation);
            case Requantise requantise -> unary.of(requantise);
            case Softmax softmax -> softmax(softmax);
            case Reshape reshape -> move(reshape, Movement.of(reshape));
            case Transpose transpose -> move(transpose, Movement.of(transpose));
            case Pad pad -> move(pad, Movement.of(pad));
            case Upsample upsample -> upsample(upsample);
            case ArgMax argMax -> new ArgMaxLayer(argMax);
            case ScaleShift _ -> throw new NotIntegerException("a batch normalisation of its own is computed in reals");
            case HostOperation host -> throw new NotIntegerException("it stays on the host: " + host.reason());
        };
    }

    private IntegerLayer pool(Pool pool) {
        Taps taps = Taps.of(
                pool.input().shape(),
                pool.output().shape(),
                pool.window(),
                pool.input().shape().channels());
        OutputRange range = OutputRange.of(pool.output(), pool.activation());
        return switch (pool.kind()) {
            case MAX -> {
                requireSameNumbers(pool.input(), pool.output());
                yield new PoolLayer(pool, taps, range);
            }
            case AVERAGE -> {
                requireSameNumbers(pool.input(), pool.output());
                requireNarrowSum(taps, pool.input());
                yield new PoolLayer(pool, taps, range);
            }
            case MEAN -> {
                if (!pool.isGlobal()) {
                    throw new NotIntegerException("a mean is over the whole map");
                }
                requireNarrowSum(taps, pool.input());
                double factor = Factors.scale(pool.input()) / Factors.scale(pool.output());
                int zeroPoint = pool.input().quantisation().zeroPoint(0);
                yield new MeanLayer(pool, taps, zeroPoint, factors.ofMean(factor, taps.filterTaps()), range);
            }
        };
    }

    /// @throws NotIntegerException when the elements of a window may sum up to more than 32 bits hold
    private static void requireNarrowSum(Taps window, Tensor input) {
        long most = window.filterTaps() * Math.max(OutputRange.farthest(input), OutputRange.most(input.format()));
        if (most > Integer.MAX_VALUE) {
            throw new NotIntegerException("its sums may reach " + most + ", more than 32 bits hold");
        }
    }

    private static IntegerLayer softmax(Softmax softmax) {
        OutputRange range = OutputRange.of(softmax.output());
        if (isFractionOfWord(softmax.output()) && softmax.input().format().equals(NumberFormat.INT16)) {
            float inputScale = (float) Factors.scale(softmax.input());
            return new WideSoftmaxLayer(softmax, WideSoftmaxFunction.of(inputScale, (float) softmax.beta()));
        }
        boolean isByte = softmax.output().format().bits() == Byte.SIZE
                && Factors.scale(softmax.output()) == 1.0 / 256
                && range.zeroPoint() == range.min();
        if (!isByte) {
            throw new NotIntegerException(
                    "its output must be 8 bits of scale 1/256 from 0 on, or it and its input int16 and the scale 2^-15");
        }
        return new SoftmaxLayer(
                softmax, SoftmaxFunction.of(Factors.scale(softmax.input()), softmax.beta(), range.min()));
    }

    /// Whether a tensor holds 16-bit numbers from -1 on to below 1.
    static boolean isFractionOfWord(Tensor tensor) {
        return tensor.format().equals(NumberFormat.INT16)
                && Factors.scale(tensor) == Math.scalb(1.0, -15)
                && tensor.quantisation().zeroPoint(0) == 0;
    }

    private static IntegerLayer upsample(Upsample upsample) {
        requireSameNumbers(upsample.input(), upsample.output());
        return switch (upsample.kind()) {
            case NEAREST -> move(upsample, Movement.of(upsample));
            case BILINEAR ->
                upsample.input().format().equals(NumberFormat.UINT8)
                        ? FloatBilinearLayer.of(upsample)
                        : BilinearLayer.of(upsample);
        };
    }

    private static MoveLayer move(Layer layer, Movement movement) {
        requireSameNumbers(layer.input(), layer.output());
        return new MoveLayer(layer, movement, layer.output().quantisation().zeroPoint(0));
    }

    /// @throws NotIntegerException when the two do not share format, scale and zero point
    static void requireSameNumbers(Tensor input, Tensor output) {
        if (!input.format().equals(output.format()) || !input.quantisation().equals(output.quantisation())) {
            throw new NotIntegerException("its input and output differ in format or scale");
        }
    }
}
