package io.rooftile.quantization.integer;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Tensor;
import io.rooftile.quantization.numerics.FixedPointMultiplier;
import io.rooftile.quantization.numerics.Requantiser;
import io.rooftile.quantization.numerics.Shift;

/// The factors between scales, and the integers that stand for them.
record Factors(Requantisation requantisation) {
    /// The integers of a real factor.
    ///
    /// @throws NotIntegerException when a shift is asked for and the factor is no power of two
    Requantiser requantiser(double factor) {
        return switch (requantisation) {
            case EXACT -> {
                if (factor >= Math.scalb(1.0, 30)) {
                    throw new NotIntegerException("its scales are " + factor + " apart, more than 31 bits hold");
                }
                yield FixedPointMultiplier.of(factor);
            }
            case POWER_OF_TWO -> {
                int exponent = Math.getExponent(factor);
                if (Math.scalb(1.0, exponent) != factor) {
                    throw new NotIntegerException("its scales are " + factor + " apart, which is no power of two");
                }
                if (Math.abs(exponent) > Shift.MOST_PLACES) {
                    throw new NotIntegerException("its scales are " + factor + " apart, more than " + Shift.MOST_PLACES
                            + " places to shift by");
                }
                yield new Shift(-exponent);
            }
        };
    }

    /// The integers of a factor of wide sums of products of data and weights that both have more than 8 bits.
    ///
    /// @throws NotIntegerException as [#requantiser]
    Requantiser wideRequantiser(double factor) {
        return switch (requantisation) {
            case EXACT -> factor < 1 ? FixedPointMultiplier.ofWide(factor) : requantiser(factor);
            case POWER_OF_TWO -> requantiser(factor);
        };
    }

    /// The integers of a real factor that is divided by a count.
    Requantiser ofMean(double factor, int count) {
        return switch (requantiser(requantisation == Requantisation.EXACT ? factor : factor / count)) {
            case FixedPointMultiplier whole -> whole.dividedBy(count);
            case Shift shift -> shift;
        };
    }

    /// The factor between two scales as a quotient in float32, which TensorFlow Lite takes for activation functions of
    /// their own. Source: `ReluPrepare` and `LeakyReluPrepare` in `tensorflow/lite/kernels/activations.cc`.
    static float floatQuotient(Tensor input, Tensor output) {
        return (float) scale(input) / (float) scale(output);
    }

    /// The factor of a product of two operands, in float32. Source: `Prepare` in `tensorflow/lite/kernels/mul.cc`.
    static float ofProduct(Tensor left, Tensor right, Tensor output) {
        return (float) scale(left) * (float) scale(right) / (float) scale(output);
    }

    static double scale(Tensor tensor) {
        return tensor.quantisation().scale(0);
    }

    /// Factor from the sum of products of one output channel to the output's scale.
    ///
    /// TensorFlow Lite multiplies the scales of input and weights in float32 where a kernel knows one scale of the
    /// weights only: in fully connected layers, and for uint8 data. Else it computes in double. Source:
    /// `GetQuantizedConvolutionMultipler` and `PopulateConvolutionQuantizationParams` in
    /// `tensorflow/lite/kernels/kernel_util.cc`.
    static double ofProducts(Layer layer, Quantisation weights, int channel, boolean isDense) {
        double input = scale(layer.input());
        double weight = weights.scale(channel);
        boolean isUnsigned = layer.input().format().equals(NumberFormat.UINT8);
        double product =
                isUnsigned || (isDense && weights.isPerTensor()) ? (float) input * (float) weight : input * weight;
        return product / scale(layer.output());
    }
}
