package io.rooftile.quantization.posttraining;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import io.rooftile.quantization.numerics.OutputRange;
import io.rooftile.quantization.real.StoredReals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes stored integers of weights, biases and constant operands.
///
/// Source of the bias correction: Nagel et al. 2019, <https://arxiv.org/abs/1906.04721>, section 4.2, with the means of
/// the inputs on the sample rows.
record WeightQuantiser(QuantisationScheme scheme) {
    /// What a stored bias may reach beside data of up to 8 bits, so that sums fit 32 bits. As TensorFlow Lite does, a
    /// bias that is too large coarsens the weights. Source: `AdjustWeightsForBiasScale` in
    /// `tensorflow/lite/tools/optimize/quantization_utils.cc`.
    private static final double MOST_NARROW_BIAS = 0x1p30;

    /// The same beside wider data, whose sums have 48 bits.
    private static final double MOST_WIDE_BIAS = 0x1p45;

    /// What a layer stores.
    ///
    /// @param input what the layer reads, quantised
    /// @param means of the layer's inputs by channel, over all groups
    Parameters of(Parameters learned, Tensor input, int bits, double[] means, int groups) {
        Constant weights = learned.weights();
        boolean isTrained = !weights.tensor().format().isFloat();
        double[] bias = bias(learned);
        Constant quantised = isTrained ? weights : quantised(weights, bits, finest(bias, input));
        if (scheme.correctsBias() && !isTrained) {
            correct(bias, StoredReals.of(weights), StoredReals.of(quantised), means, groups);
        }
        return new Parameters(
                quantised, bias(learned, bias, input, quantised.tensor().quantisation()));
    }

    /// The finest weight scale of each channel that leaves room for the bias.
    private static double[] finest(double[] bias, Tensor input) {
        double most = input.format().bits() > Byte.SIZE ? MOST_WIDE_BIAS : MOST_NARROW_BIAS;
        double[] finest = new double[bias.length];
        for (int k = 0; k < finest.length; k++) {
            finest[k] = Math.abs(bias[k]) / (most * input.quantisation().scale(0));
        }
        return finest;
    }

    private Constant quantised(Constant constant, int bits, double... finest) {
        float[] real = StoredReals.of(constant);
        int channels = constant.shape().dim(0);
        int inner = real.length / channels;
        Scales scales = new Scales(scheme.requantisation(), scheme.weightRange());
        List<Double> found = new ArrayList<>();
        if (scheme.isPerChannel()) {
            for (int k = 0; k < channels; k++) {
                found.add(scales.ofWeights(real, k * inner, (k + 1) * inner, bits, finest[k]));
            }
        } else {
            double coarsest = Arrays.stream(finest).max().orElseThrow();
            found.add(scales.ofWeights(real, 0, real.length, bits, coarsest));
        }
        Quantisation quantisation = new Quantisation(found, Collections.nCopies(found.size(), 0), 0);
        int most = (1 << (bits - 1)) - 1;
        int[] stored = new int[real.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = Math.clamp(Math.round(real[i] / quantisation.scale(i / inner)), -most, most);
        }
        return new Constant(
                constant.tensor().withFormat(NumberFormat.signed(bits), quantisation), new Values.Ints(stored));
    }

    /// A constant operand, with one scale.
    Constant operand(Constant constant, int bits) {
        if (!constant.tensor().format().isFloat()) {
            return constant;
        }
        float[] real = StoredReals.of(constant);
        double scale =
                new Scales(scheme.requantisation(), scheme.weightRange()).ofWeights(real, 0, real.length, bits, 0);
        int most = (1 << (bits - 1)) - 1;
        int[] stored = new int[real.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = Math.clamp(Math.round(real[i] / scale), -most, most);
        }
        return new Constant(
                constant.tensor().withFormat(NumberFormat.signed(bits), Quantisation.perTensor(scale, 0)),
                new Values.Ints(stored));
    }

    /// A constant operand in the numbers of what it is compared with; what lies beyond them never decides.
    static Constant operand(Constant constant, Tensor like) {
        float[] real = StoredReals.of(constant);
        OutputRange range = OutputRange.of(like);
        double scale = like.quantisation().scale(0);
        int[] stored = new int[real.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = Math.clamp(Math.round(real[i] / scale) + range.zeroPoint(), range.min(), range.max());
        }
        return new Constant(constant.tensor().withFormat(like.format(), like.quantisation()), new Values.Ints(stored));
    }

    private static double[] bias(Parameters learned) {
        Constant bias = learned.bias();
        double[] real = new double[learned.weights().shape().dim(0)];
        if (bias != null) {
            float[] stored = StoredReals.of(bias);
            for (int k = 0; k < real.length; k++) {
                real[k] = stored[k];
            }
        }
        return real;
    }

    /// Takes off what rounding the weights adds to each sum in the mean.
    private static void correct(double[] bias, float[] exact, float[] rounded, double[] means, int groups) {
        int inner = exact.length / bias.length;
        int inputsPerGroup = means.length / groups;
        int outputsPerGroup = bias.length / groups;
        for (int k = 0; k < bias.length; k++) {
            int firstInput = k / outputsPerGroup * inputsPerGroup;
            for (int i = 0; i < inner; i++) {
                double error = rounded[k * inner + i] - (double) exact[k * inner + i];
                bias[k] -= error * means[firstInput + i % inputsPerGroup];
            }
        }
    }

    private static @Nullable Constant bias(Parameters learned, double[] bias, Tensor input, Quantisation weights) {
        boolean isZero = true;
        List<Double> scales = new ArrayList<>();
        long[] stored = new long[bias.length];
        boolean isNarrow = true;
        for (int k = 0; k < bias.length; k++) {
            double scale = input.quantisation().scale(0) * weights.scale(k);
            scales.add(scale);
            stored[k] = Math.round(bias[k] / scale);
            isNarrow &= stored[k] == (int) stored[k];
            isZero &= stored[k] == 0;
        }
        Constant original = learned.bias();
        if (original == null && isZero) {
            return null;
        }
        String name = original == null
                ? learned.weights().tensor().name() + ":bias"
                : original.tensor().name();
        Quantisation quantisation = new Quantisation(scales, Collections.nCopies(scales.size(), 0), 0);
        NumberFormat format = isNarrow ? NumberFormat.INT32 : NumberFormat.INT64;
        return new Constant(new Tensor(name, Shape.of(bias.length), format, quantisation), new Values.Longs(stored));
    }
}
