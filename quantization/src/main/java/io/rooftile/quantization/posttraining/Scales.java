package io.rooftile.quantization.posttraining;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.quantization.numerics.OutputRange;
import java.util.ArrayList;
import java.util.List;

/// Finds the scales of one tensor or channel.
///
/// Sources: Nagel et al. 2021, <https://arxiv.org/abs/2106.08295>, sections 2.2 (affine and power-of-two grids) and 3.1
/// (ranges by least squares).
record Scales(Requantisation requantisation, RangeMethod method) {
    /// Parts of the full range that are tried for the least square error.
    private static final double STEP = 0.05;

    private static final double LEAST_PART = 0.2;
    private static final double TAIL_FRACTION = 1e-4;

    /// Channels whose weights are smaller than this part of the layer's largest take its scale: a finer one would say
    /// nothing more, and leave no room for the bias.
    private static final double LEAST_PART_OF_LAYER = 0x1p-16;

    /// More bits keep the zero in the middle, as TensorFlow Lite's 16-bit data do: a zero point of its own would buy
    /// nothing there.
    private static final int MOST_BITS_WITH_ZERO_POINT = 8;

    /// A format and its scale.
    record Choice(NumberFormat format, Quantisation quantisation) {}

    /// For what flows: unsigned where nothing is negative, else signed, with a zero point where scales are free.
    Choice ofActivations(Histogram histogram, int bits) {
        double[] range = method == RangeMethod.PERCENTILE
                ? histogram.rangeWithout(TAIL_FRACTION)
                : new double[] {histogram.min(), histogram.max()};
        double low = Math.min(range[0], 0);
        double above = Math.max(range[1], 0);
        // Where nothing but 0 flows any scale will do.
        double high = low < above ? above : 1;
        boolean isUnsigned = low == 0;
        NumberFormat format = isUnsigned ? NumberFormat.unsigned(bits) : NumberFormat.signed(bits);
        List<Quantisation> candidates = new ArrayList<>();
        for (double part : parts()) {
            candidates.add(grid(format, part * low, part * high));
        }
        Quantisation best = candidates.getFirst();
        if (candidates.size() > 1) {
            double least = Double.POSITIVE_INFINITY;
            for (Quantisation candidate : candidates) {
                double error = error(histogram, format, candidate);
                if (error < least) {
                    least = error;
                    best = candidate;
                }
            }
        }
        return new Choice(format, best);
    }

    /// The scale of symmetric weights: of numbers around 0 without a zero point.
    ///
    /// @param weights of the whole layer
    /// @param from index of the first weight
    /// @param to index behind the last one
    /// @param finest the scale is not below it
    double ofWeights(float[] weights, int from, int to, int bits, double finest) {
        double layer = farthest(weights, 0, weights.length);
        double farthest = Math.max(farthest(weights, from, to), layer > 0 ? LEAST_PART_OF_LAYER * layer : 1);
        int most = (1 << (bits - 1)) - 1;
        double best = step(Math.max(farthest / most, finest));
        double least = Double.POSITIVE_INFINITY;
        for (double part : parts()) {
            double scale = step(Math.max(part * farthest / most, finest));
            double error = error(weights, from, to, scale, most);
            if (error < least) {
                least = error;
                best = scale;
            }
        }
        return best;
    }

    private static double farthest(float[] weights, int from, int to) {
        double farthest = 0;
        for (int i = from; i < to; i++) {
            farthest = Math.max(farthest, Math.abs(weights[i]));
        }
        return farthest;
    }

    /// The full range first, so that it wins among equals.
    private List<Double> parts() {
        if (method != RangeMethod.LEAST_SQUARES) {
            return List.of(1.0);
        }
        List<Double> parts = new ArrayList<>();
        int steps = (int) Math.round((1 - LEAST_PART) / STEP);
        for (int i = 0; i <= steps; i++) {
            parts.add(1 - i * STEP);
        }
        return parts;
    }

    private Quantisation grid(NumberFormat format, double low, double high) {
        long least = OutputRange.least(format);
        long most = OutputRange.most(format);
        boolean hasZeroPoint = requantisation == Requantisation.EXACT
                && format.kind() == NumberFormat.Kind.SIGNED
                && format.bits() <= MOST_BITS_WITH_ZERO_POINT;
        if (hasZeroPoint) {
            double scale = step((high - low) / (most - least));
            long zeroPoint = Math.clamp(Math.round(least - low / scale), least, most);
            return Quantisation.perTensor(scale, (int) zeroPoint);
        }
        double scale = Math.max(high / most, least == 0 ? 0 : low / least);
        return Quantisation.perTensor(step(scale), 0);
    }

    /// The step itself, in float32 as files hold it, or the next power of two.
    private double step(double exact) {
        return switch (requantisation) {
            case EXACT -> (float) exact;
            case POWER_OF_TWO -> {
                int exponent = Math.getExponent(exact);
                yield Math.scalb(1.0, Math.scalb(1.0, exponent) < exact ? exponent + 1 : exponent);
            }
        };
    }

    private static double error(Histogram histogram, NumberFormat format, Quantisation quantisation) {
        double scale = quantisation.scale(0);
        int zeroPoint = quantisation.zeroPoint(0);
        long least = OutputRange.least(format);
        long most = OutputRange.most(format);
        double error = 0;
        for (int bin = 0; bin < Histogram.BINS; bin++) {
            if (histogram.inBin(bin) > 0) {
                double value = histogram.middle(bin);
                long stored = Math.clamp(Math.round(value / scale) + zeroPoint, least, most);
                double difference = scale * (stored - zeroPoint) - value;
                error += histogram.inBin(bin) * difference * difference;
            }
        }
        return error;
    }

    private static double error(float[] weights, int from, int to, double scale, int most) {
        double error = 0;
        for (int i = from; i < to; i++) {
            long stored = Math.clamp(Math.round(weights[i] / scale), -most, most);
            double difference = scale * stored - weights[i];
            error += difference * difference;
        }
        return error;
    }
}
