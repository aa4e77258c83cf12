package io.rooftile.quantization.integer;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.quantization.layout.Taps;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.numerics.Requantiser;
import java.util.ArrayList;
import java.util.List;

/// Makes the integers of convolutions and dense layers.
record MatrixCompiler(Factors factors) {
    /// Data of more bits make wide sums, as in TensorFlow Lite, whose 16-bit kernels sum in 64 bits.
    private static final int MOST_BITS_OF_NARROW_DATA = 8;

    /// What a wide sum may reach, so that its product with 16 bits fits 64. Source: TensorFlow Lite, the assertion in
    /// `MultiplyByQuantizedMultiplier` for 64 bits.
    private static final long MOST_OF_WIDE_SUM = 1L << 47;

    /// A shift to the left by more would leave no place to round in.
    private static final int MOST_SHIFT_OF_WIDE_SUM = 14;

    MatrixLayer of(Convolution layer) {
        return of(layer, Taps.of(layer), layer.learned(), layer.activation(), false);
    }

    MatrixLayer of(Dense layer) {
        return of(layer, Taps.of(layer), layer.learned(), layer.activation(), true);
    }

    private MatrixLayer of(Layer layer, Taps taps, Parameters learned, ActivationFunction activation, boolean isDense) {
        if (!activation.isClamp()) {
            throw new NotIntegerException("its activation " + activation.kind() + " is no clamp");
        }
        int[][] weights = weights(learned.weights());
        long[] bias = bias(learned, weights.length);
        int inputZeroPoint = layer.input().quantisation().zeroPoint(0);
        boolean isWide = isWide(layer, weights, bias);
        // TensorFlow Lite has no weights of more than 8 bits; its rule holds for all others.
        boolean isLong = isWide && learned.weights().tensor().format().bits() > MOST_BITS_OF_NARROW_DATA;
        Quantisation weightScales = learned.weights().tensor().quantisation();
        List<Requantiser> requantisers = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            double factor = Factors.ofProducts(layer, weightScales, k, isDense);
            Requantiser requantiser = isLong ? factors.wideRequantiser(factor) : factors.requantiser(factor);
            if (isWide && requantiser.factor() >= Math.scalb(1.0, MOST_SHIFT_OF_WIDE_SUM)) {
                throw new NotIntegerException("the output's scale is too fine for sums of "
                        + layer.input().format());
            }
            requantisers.add(requantiser);
        }
        return new MatrixLayer(
                layer,
                taps,
                weights,
                bias,
                inputZeroPoint,
                requantisers,
                OutputRange.of(layer.output(), activation),
                isWide);
    }

    private static int[][] weights(Constant constant) {
        long[] stored = StoredIntegers.of(constant);
        int channels = constant.shape().dim(0);
        int taps = stored.length / channels;
        Quantisation quantisation = constant.tensor().quantisation();
        int[][] weights = new int[channels][taps];
        for (int k = 0; k < channels; k++) {
            for (int tap = 0; tap < taps; tap++) {
                weights[k][tap] = Math.toIntExact(stored[k * taps + tap] - quantisation.zeroPoint(k));
            }
        }
        return weights;
    }

    private static long[] bias(Parameters learned, int channels) {
        Constant bias = learned.bias();
        return bias == null ? new long[channels] : StoredIntegers.of(bias);
    }

    /// Whether a sum may exceed 32 bits: always assumed of data of more than 8 bits, else found from the weights.
    private static boolean isWide(Layer layer, int[][] weights, long[] bias) {
        long farthest = OutputRange.farthest(layer.input());
        long most = 0;
        for (int k = 0; k < weights.length; k++) {
            long sum = Math.abs(bias[k]);
            for (int weight : weights[k]) {
                sum += Math.abs((long) weight) * farthest;
            }
            most = Math.max(most, sum);
        }
        if (most > MOST_OF_WIDE_SUM) {
            throw new NotIntegerException("its sums may reach " + most + ", more than 48 bits hold");
        }
        return layer.input().format().bits() > MOST_BITS_OF_NARROW_DATA || most > Integer.MAX_VALUE;
    }
}
