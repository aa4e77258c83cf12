package io.rooftile.quantization.accuracy;

import io.rooftile.quantization.posttraining.BitAssignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// How much each place of a network suffers from fewer bits: measured one place at a time, and enough to predict the
/// accuracy of any mix.
///
/// Noise of several places adds up, because rounding errors of different places are as good as independent; accuracy
/// falls with the sum. How it falls is read off measurements: those of the table itself, and of some random mixes.
/// Source of additive noise: Lin, Talathi and Annapureddy 2016, <https://arxiv.org/abs/1511.06393>.
///
/// @param metric what accuracy is
/// @param bits the widths that were measured, ascending
/// @param floorNoise with the most bits everywhere
/// @param weightNoise by layer, for each width, beyond the floor
/// @param activationNoise by layer that makes the numbers, likewise
/// @param inputNoise of the network's inputs, likewise
/// @param curve accuracy by noise, from the least noise on
public record Sensitivity(
        Metric metric,
        List<Integer> bits,
        double floorNoise,
        Map<String, List<Double>> weightNoise,
        Map<String, List<Double>> activationNoise,
        List<Double> inputNoise,
        List<Point> curve) {
    /// One point of the curve.
    ///
    /// @param logNoise natural logarithm of the noise's power
    public record Point(double logNoise, double accuracy) {}

    /// Places are measured against a network of this many bits everywhere else.
    private static final int REFERENCE_BITS = BitAssignment.MOST_BITS;

    private static final double LEAST_NOISE = 1e-12;

    public Sensitivity {
        bits = List.copyOf(bits);
        weightNoise = Map.copyOf(weightNoise);
        activationNoise = Map.copyOf(activationNoise);
        inputNoise = List.copyOf(inputNoise);
        curve = List.copyOf(curve);
    }

    /// Measures one place after the other in each width, then some mixes.
    ///
    /// @param bits ascending, at least one
    /// @param mixes random assignments that the curve is fitted to, beside the table's own
    public static Sensitivity measure(AccuracyMeter meter, List<Integer> bits, int mixes, RandomGenerator random) {
        BitAssignment reference = BitAssignment.uniform(REFERENCE_BITS);
        AccuracyMeter.Measurement floor = meter.measure(reference);
        List<AccuracyMeter.Measurement> singles = new ArrayList<>(List.of(floor));
        Map<String, List<Double>> weights = new TreeMap<>();
        for (String layer : meter.quantiser().layersWithWeights()) {
            weights.put(layer, column(meter, bits, floor, singles, width -> reference.withWeightBits(layer, width)));
        }
        Map<String, List<Double>> activations = new TreeMap<>();
        for (String layer : meter.quantiser().layersWithOpenOutputs()) {
            activations.put(
                    layer, column(meter, bits, floor, singles, width -> reference.withActivationBits(layer, width)));
        }
        List<Double> inputs = column(meter, bits, floor, singles, reference::withInputBits);
        Sensitivity table =
                new Sensitivity(meter.metric(), bits, floor.noise(), weights, activations, inputs, List.of());
        List<Point> points = new ArrayList<>();
        singles.forEach(single -> points.add(new Point(log(single.noise()), single.accuracy())));
        for (int i = 0; i < mixes; i++) {
            BitAssignment mix = table.mix(random);
            points.add(new Point(log(table.noise(mix)), meter.of(mix)));
        }
        return new Sensitivity(
                meter.metric(), bits, floor.noise(), weights, activations, inputs, FallingCurve.of(points));
    }

    private static List<Double> column(
            AccuracyMeter meter,
            List<Integer> bits,
            AccuracyMeter.Measurement floor,
            List<AccuracyMeter.Measurement> singles,
            java.util.function.IntFunction<BitAssignment> assignment) {
        List<Double> noise = new ArrayList<>();
        for (int width : bits) {
            AccuracyMeter.Measurement measured = meter.measure(assignment.apply(width));
            singles.add(measured);
            noise.add(Math.max(0, measured.noise() - floor.noise()));
        }
        return noise;
    }

    /// An assignment in which each place has one of the widths, all equally likely.
    public BitAssignment mix(RandomGenerator random) {
        BitAssignment mix = BitAssignment.uniform(REFERENCE_BITS).withInputBits(any(random));
        for (String layer : sorted(weightNoise)) {
            mix = mix.withWeightBits(layer, any(random));
        }
        for (String layer : sorted(activationNoise)) {
            mix = mix.withActivationBits(layer, any(random));
        }
        return mix;
    }

    private int any(RandomGenerator random) {
        return bits.get(random.nextInt(bits.size()));
    }

    private static List<String> sorted(Map<String, List<Double>> table) {
        return table.keySet().stream().sorted(Comparator.naturalOrder()).toList();
    }

    /// The accuracy to expect of an assignment.
    public double predict(BitAssignment assignment) {
        return FallingCurve.at(curve, log(noise(assignment)));
    }

    private double noise(BitAssignment assignment) {
        double noise = floorNoise + at(inputNoise, assignment.inputBits());
        for (String layer : sorted(weightNoise)) {
            noise += at(column(weightNoise, layer), assignment.ofWeights(layer));
        }
        for (String layer : sorted(activationNoise)) {
            noise += at(column(activationNoise, layer), assignment.ofOutput(layer));
        }
        return noise;
    }

    private static List<Double> column(Map<String, List<Double>> table, String layer) {
        return Objects.requireNonNull(table.get(layer));
    }

    /// The noise of a width; between measured widths along a straight line of its logarithm, as each bit
    /// quarters the noise; beyond them that of the nearest.
    private double at(List<Double> noise, int width) {
        int upper = 0;
        while (upper < bits.size() - 1 && bits.get(upper) < width) {
            upper++;
        }
        if (bits.get(upper) <= width || upper == 0) {
            return noise.get(upper);
        }
        int lower = upper - 1;
        double part = (double) (width - bits.get(lower)) / (bits.get(upper) - bits.get(lower));
        return Math.exp((1 - part) * log(noise.get(lower)) + part * log(noise.get(upper)));
    }

    private static double log(double noise) {
        return Math.log(Math.max(noise, LEAST_NOISE));
    }
}
