package io.rooftile.modelimport.keras;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/// Turns the real weights that QKeras trains into the numbers it computes with. Source: QKeras,
/// qkeras/quantizers.py, the `__call__` of each class.
///
/// @param format of the stored integers
/// @param scales one, or one per output channel
/// @param codes the integer of one real weight of a channel
record WeightQuantiser(NumberFormat format, List<Double> scales, Code codes) {
    /// Keras' epsilon, which its scale search adds.
    private static final double EPSILON = 1e-7;

    private static final int SEARCH_STEPS = 5;
    private static final int MOST_BITS = 24;
    private static final NumberFormat BIPOLAR = new NumberFormat(NumberFormat.Kind.BIPOLAR, 1);
    private static final NumberFormat TERNARY = new NumberFormat(NumberFormat.Kind.TERNARY, 2);

    /// The stored integer of a weight.
    @FunctionalInterface
    interface Code {
        long of(double weight, int channel);
    }

    /// A kernel, whose quantiser finds a power-of-two scale per channel unless a fixed one is given.
    ///
    /// @param weights `[K, ...]`, the channel first; empty when only the topology is known
    /// @param channels distinct channels for scales: `K`, or the multiplier of a depthwise kernel
    static Constant kernel(Quantiser quantiser, String name, Shape shape, Optional<float[]> weights, int channels)
            throws RefusedLayerException {
        boolean fixed = quantiser
                .config()
                .find("alpha")
                .filter(alpha -> !alpha.isTextual())
                .isPresent();
        boolean scaled = List.of("quantized_bits", "binary", "ternary", "stochastic_binary", "stochastic_ternary")
                .contains(quantiser.name());
        String rule = fixed || !scaled ? "" : quantiser.automaticAlpha().orElse("auto_po2");
        return constant(quantiser, name, shape, weights, channels, rule);
    }

    /// A bias, whose scale is 1 unless the quantiser says otherwise.
    static Constant bias(Quantiser quantiser, String name, Shape shape, Optional<float[]> weights)
            throws RefusedLayerException {
        return constant(
                quantiser, name, shape, weights, 1, quantiser.automaticAlpha().orElse(""));
    }

    private static Constant constant(
            Quantiser quantiser, String name, Shape shape, Optional<float[]> weights, int channels, String rule)
            throws RefusedLayerException {
        if (!List.of("", "auto", "auto_po2").contains(rule)) {
            throw new RefusedLayerException("alpha '" + rule + "' is not known", "use a number, 'auto' or 'auto_po2'");
        }
        int inner = Math.toIntExact(shape.elements() / shape.dim(0));
        Channels layout = new Channels(channels, channels == 1 ? Integer.MAX_VALUE : inner);
        // The scale of weights that are not known is not known either: 1 stands for it.
        boolean isFixed = rule.isEmpty() || weights.isEmpty();
        WeightQuantiser found = of(quantiser, isFixed ? Optional.empty() : Optional.of(rule), weights, layout);
        Quantisation quantisation = found.quantisation(shape.dim(0));
        Tensor tensor = new Tensor(name, shape, found.format, quantisation);
        return weights.map(values -> new Constant(tensor, found.codes(values, layout)))
                .orElseGet(() -> Constant.absent(tensor));
    }

    private static WeightQuantiser of(
            Quantiser quantiser, Optional<String> rule, Optional<float[]> weights, Channels layout)
            throws RefusedLayerException {
        List<Double> fixed = List.of(quantiser.alpha());
        return switch (quantiser.name()) {
            case "quantized_bits" ->
                rule.isPresent() && isSigned(quantiser)
                        ? automaticBits(quantiser.bits(), rule.get(), weights, layout)
                        : fixedBits(quantiser, fixed.getFirst());
            case "binary", "stochastic_binary" -> {
                if (quantiser.config().flagOr(false, "use_01")) {
                    throw new RefusedLayerException("binary weights of 0 and 1 are not known", "use -1 and +1");
                }
                List<Double> scales =
                        rule.isPresent() ? layout.scales(weights, rule.get(), (weight, _) -> sign(weight)) : fixed;
                yield new WeightQuantiser(BIPOLAR, scales, (weight, _) -> sign(weight));
            }
            case "ternary", "stochastic_ternary" ->
                rule.isPresent()
                        ? automaticTernary(
                                quantiser.config().integerOr(5, "number_of_unrolls"), rule.get(), weights, layout)
                        : fixedTernary(quantiser.config().numberOr(0.33, "threshold"), fixed);
            case "quantized_po2" -> powerOfTwo(quantiser);
            default ->
                throw new RefusedLayerException(
                        quantiser.name() + " is not known for weights", "use quantized_bits, ternary or binary");
        };
    }

    private static boolean isSigned(Quantiser quantiser) {
        return quantiser.config().flagOr(true, "keep_negative");
    }

    /// `clip(round(w / scale), least, most)` with `scale = alpha * 2^(integer - unsigned bits)`, ties to even.
    private static WeightQuantiser fixedBits(Quantiser quantiser, double alpha) throws RefusedLayerException {
        int bits = quantiser.bits();
        boolean signed = isSigned(quantiser);
        if (signed && bits == 1) {
            return new WeightQuantiser(BIPOLAR, List.of(alpha), (weight, _) -> sign(weight));
        }
        int unsignedBits = signed ? bits - 1 : bits;
        long levels = 1L << unsignedBits;
        long least = signed ? -levels + (quantiser.config().flagOr(false, "symmetric") ? 1 : 0) : 0;
        double step = Math.scalb(1.0, quantiser.integerBits() - unsignedBits);
        NumberFormat format = signed ? NumberFormat.signed(bits) : NumberFormat.unsigned(bits);
        return new WeightQuantiser(
                format,
                List.of(alpha * step),
                (weight, _) -> Math.clamp((long) Math.rint(weight / step), least, levels - 1));
    }

    /// Symmetric integers with the scale per channel that a search of five steps finds; `m_i` cancels.
    private static WeightQuantiser automaticBits(int bits, String rule, Optional<float[]> weights, Channels layout) {
        long levels = (1L << bits) - 1;
        long most = (levels - 1) / 2;
        List<Double> start = layout.start(weights, rule, (low, high) -> (high - low) / levels);
        Search search = new Search(start, start);
        for (int step = 0; step < SEARCH_STEPS; step++) {
            List<Double> used = search.scales;
            List<Double> next =
                    layout.scales(weights, "auto_po2", (weight, channel) -> symmetric(weight, used.get(channel), most));
            search = new Search(used, next);
        }
        List<Double> used = search.used;
        return new WeightQuantiser(
                NumberFormat.signed(bits),
                search.scales,
                (weight, channel) -> symmetric(weight, used.get(channel), most));
    }

    private record Search(List<Double> used, List<Double> scales) {}

    private static long symmetric(double weight, double scale, long most) {
        long magnitude = Math.min((long) Math.floor(Math.abs(weight) / scale + 0.5), most);
        return weight < 0 ? -magnitude : magnitude;
    }

    private static WeightQuantiser fixedTernary(double threshold, List<Double> alpha) {
        return new WeightQuantiser(
                TERNARY, alpha, (weight, _) -> Math.abs(weight) >= threshold ? (long) Math.signum(weight) : 0);
    }

    private static WeightQuantiser automaticTernary(int steps, String rule, Optional<float[]> weights, Channels layout)
            throws RefusedLayerException {
        if (steps < 1 || steps > 100) {
            throw new RefusedLayerException("number_of_unrolls " + steps + " is not possible", "use 1 to 100");
        }
        List<Double> start = layout.start(weights, rule, (least, most) -> 2 * Math.max(-least, most) / 3);
        Search search = new Search(start, start);
        for (int step = 0; step < steps; step++) {
            List<Double> used = search.scales;
            search = new Search(
                    used, layout.scales(weights, rule, (weight, channel) -> ternary(weight, used.get(channel))));
        }
        List<Double> used = search.used;
        return new WeightQuantiser(TERNARY, search.scales, (weight, channel) -> ternary(weight, used.get(channel)));
    }

    private static long ternary(double weight, double scale) {
        return Math.abs(Math.rint(weight / scale)) >= 0.5 ? (long) Math.signum(weight) : 0;
    }

    /// `sign(w) * 2^exponent`, stored as the multiple of the smallest power, which takes more bits than the
    /// exponent that QKeras counts.
    private static WeightQuantiser powerOfTwo(Quantiser quantiser) throws RefusedLayerException {
        PowerOfTwo powers = PowerOfTwo.of(quantiser);
        int least = powers.least();
        int bits = powers.greatestExponent() - least + 2;
        if (bits > MOST_BITS || powers.quadratic()) {
            throw new RefusedLayerException(
                    "weights of quantized_po2 with " + quantiser.bits() + " bits need integers of " + bits + " bits",
                    "use at most 4 bits without quadratic_approximation");
        }
        return new WeightQuantiser(
                NumberFormat.signed(bits),
                List.of(Math.scalb(1.0, least)),
                (weight, _) -> sign(weight) << (powers.exponent(weight) - least));
    }

    /// The real numbers that a quantiser makes of a vector, of which it knows the scale.
    static float[] rounded(Quantiser quantiser, float[] vector) throws RefusedLayerException {
        float[] result = new float[vector.length];
        switch (quantiser.name()) {
            case "quantized_po2", "quantized_relu_po2" -> {
                PowerOfTwo powers = PowerOfTwo.of(quantiser);
                for (int i = 0; i < result.length; i++) {
                    result[i] = (float) powers.value(vector[i]);
                }
            }
            default -> {
                if (quantiser.automaticAlpha().isPresent()) {
                    throw new RefusedLayerException(
                            quantiser.name() + " with an automatic alpha is not known here", "use a fixed alpha");
                }
                WeightQuantiser found =
                        of(quantiser, Optional.empty(), Optional.of(vector), new Channels(1, Integer.MAX_VALUE));
                for (int i = 0; i < result.length; i++) {
                    result[i] = (float) (found.codes.of(vector[i], 0) * found.scales.getFirst());
                }
            }
        }
        return result;
    }

    /// +1 or -1; 0 counts as positive.
    private static long sign(double weight) {
        return weight < 0 ? -1 : 1;
    }

    private Quantisation quantisation(int count) {
        List<Double> all = IntStream.range(0, count)
                .mapToObj(i -> scales.get(i % scales.size()))
                .toList();
        if (scales.size() == 1) {
            return Quantisation.perTensor(scales.getFirst(), 0);
        }
        return new Quantisation(all, Collections.nCopies(count, 0), 0);
    }

    private Values codes(float[] weights, Channels layout) {
        if (format.bits() <= 8) {
            byte[] bytes = new byte[weights.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) codes.of(weights[i], layout.of(i));
            }
            return new Values.Bytes(bytes);
        }
        int[] ints = new int[weights.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) codes.of(weights[i], layout.of(i));
        }
        return new Values.Ints(ints);
    }

    /// Which channel an element belongs to.
    ///
    /// @param count of channels
    /// @param inner elements from one channel to the next
    private record Channels(int count, int inner) {
        int of(int element) {
            return element / inner % count;
        }

        /// The scale that fits best in the sense of least squares, `mean(w * q) / mean(q * q)`.
        List<Double> scales(Optional<float[]> weights, String rule, Code code) {
            double[] products = new double[count];
            double[] squares = new double[count];
            int[] members = new int[count];
            float[] values = weights.orElseGet(() -> new float[0]);
            for (int i = 0; i < values.length; i++) {
                int channel = of(i);
                long q = code.of(values[i], channel);
                products[channel] += values[i] * q;
                squares[channel] += q * q;
                members[channel]++;
            }
            List<Double> scales = new ArrayList<>();
            for (int channel = 0; channel < count; channel++) {
                int n = Math.max(1, members[channel]);
                double scale = products[channel] / n / (squares[channel] / n + EPSILON);
                scales.add(rounded(scale, rule.equals("auto_po2")));
            }
            return scales;
        }

        /// A first scale from the least and the greatest weight of each channel.
        List<Double> start(Optional<float[]> weights, String rule, DoubleBinaryOperator scale) {
            double[] least = new double[count];
            double[] most = new double[count];
            boolean[] seen = new boolean[count];
            float[] values = weights.orElseGet(() -> new float[0]);
            for (int i = 0; i < values.length; i++) {
                int channel = of(i);
                least[channel] = seen[channel] ? Math.min(least[channel], values[i]) : values[i];
                most[channel] = seen[channel] ? Math.max(most[channel], values[i]) : values[i];
                seen[channel] = true;
            }
            List<Double> scales = new ArrayList<>();
            for (int channel = 0; channel < count; channel++) {
                scales.add(rounded(scale.applyAsDouble(least[channel], most[channel]), rule.equals("auto_po2")));
            }
            return scales;
        }

        /// Weights that are all zero have no scale: any positive one serves.
        private static double rounded(double scale, boolean powerOfTwo) {
            if (powerOfTwo) {
                return Math.scalb(1.0, (int) Math.rint(PowerOfTwo.log2(scale + EPSILON)));
            }
            return scale > 0 && Double.isFinite(scale) ? scale : 1;
        }
    }
}
