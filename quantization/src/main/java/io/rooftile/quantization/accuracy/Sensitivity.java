package io.rooftile.quantization.accuracy;

import io.rooftile.quantization.posttraining.BitAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What fewer bits in each place of a network do to its outputs: measured one place at a time, and enough to predict
/// the accuracy of any mix.
///
/// The outputs of a mix are taken for those of the network in many bits plus the changes that its places make
/// alone, row by row and class by class: a Taylor expansion of first order. Their accuracy is then counted as
/// measured ones are. Of classes only the order matters, so that each change is first scaled to leave the spread of the
/// scores as it was: places that all damp the scores would else seem to turn them round.
///
/// Exact for one place. How far the sum is off where several places change the outputs at once is learnt from some
/// random mixes ([MixCorrection]). `docs/quantisation.md` has figures.
public final class Sensitivity {
    /// Places are measured against a network of this many bits everywhere else.
    private static final int REFERENCE_BITS = BitAssignment.MOST_BITS;

    /// Scores damped to less than a tenth are not scaled further up: nothing but noise is left of them.
    private static final double LEAST_GAIN = 0.1;

    private final Samples samples;
    private final Metric metric;
    private final List<Integer> bits;
    private final float[] exact;
    private final float[] reference;
    private final List<float[]> ofInputs;
    private final Map<String, List<float[]>> ofWeights;
    private final Map<String, List<float[]>> ofOutputs;
    private final double meanLoudness;
    private final Optional<MixCorrection> correction;

    private Sensitivity(AccuracyMeter meter, List<Integer> bits, int mixes, RandomGenerator random) {
        this.samples = meter.samples();
        this.metric = meter.metric();
        this.bits = List.copyOf(bits);
        this.exact = meter.exact();
        BitAssignment many = BitAssignment.uniform(REFERENCE_BITS);
        this.reference = meter.outputs(many);
        this.ofInputs = changes(meter, many::withInputBits);
        this.ofWeights = new TreeMap<>();
        for (String layer : meter.quantiser().layersWithWeights()) {
            ofWeights.put(layer, changes(meter, width -> many.withWeightBits(layer, width)));
        }
        this.ofOutputs = new TreeMap<>();
        for (String layer : meter.quantiser().layersWithOpenOutputs()) {
            ofOutputs.put(layer, changes(meter, width -> many.withActivationBits(layer, width)));
        }
        this.meanLoudness = places().mapToDouble(changes -> power(changes.getFirst()))
                .average()
                .orElseThrow();
        // A ratio in decibels has no largest value that a correction could be a share of.
        this.correction = metric == Metric.SQNR || mixes == 0 || meanLoudness == 0
                ? Optional.empty()
                : Optional.of(correction(meter, mixes, random));
    }

    /// Measures one place after the other in each width, then some random mixes: as many runs of the samples as there
    /// are places times widths, and mixes.
    ///
    /// @param bits ascending, at least one
    /// @param mixes how many random mixes of these widths
    public static Sensitivity measure(AccuracyMeter meter, List<Integer> bits, int mixes, RandomGenerator random) {
        return new Sensitivity(meter, bits, mixes, random);
    }

    private MixCorrection correction(AccuracyMeter meter, int count, RandomGenerator random) {
        List<MixCorrection.Mix> mixes = new ArrayList<>();
        List<Double> measured = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BitAssignment mix = mix(bits, random);
            mixes.add(new MixCorrection.Mix(loudness(mix), sum(mix)));
            measured.add(meter.of(mix));
        }
        return MixCorrection.of(mixes, measured);
    }

    private Stream<List<float[]>> places() {
        return Stream.of(Stream.of(ofInputs), ofWeights.values().stream(), ofOutputs.values().stream())
                .flatMap(Function.identity());
    }

    /// How loud each place is in an assignment.
    private double[] loudness(BitAssignment assignment) {
        List<Double> loudness = new ArrayList<>();
        loudness.add(loudness(ofInputs, assignment.inputBits()));
        ofWeights.forEach((layer, changes) -> loudness.add(loudness(changes, assignment.ofWeights(layer))));
        ofOutputs.forEach((layer, changes) -> loudness.add(loudness(changes, assignment.ofOutput(layer))));
        return loudness.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double loudness(List<float[]> changes, int width) {
        return Math.sqrt(power(changes.get(index(width))) / meanLoudness);
    }

    private static double power(float[] change) {
        double sum = 0;
        for (float value : change) {
            sum += (double) value * value;
        }
        return sum / change.length;
    }

    private List<float[]> changes(AccuracyMeter meter, IntFunction<BitAssignment> assignment) {
        List<float[]> changes = new ArrayList<>();
        for (int width : bits) {
            float[] outputs = meter.outputs(assignment.apply(width));
            double gain = metric == Metric.TOP1 ? Math.max(LEAST_GAIN, gain(outputs)) : 1;
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = (float) (outputs[i] / gain - reference[i]);
            }
            changes.add(outputs);
        }
        return changes;
    }

    /// The factor that takes the reference's scores nearest to these, each row about its mean.
    private double gain(float[] outputs) {
        int classes = outputs.length / samples.rows();
        double cross = 0;
        double square = 0;
        for (int first = 0; first < outputs.length; first += classes) {
            double mean = 0;
            double referenceMean = 0;
            for (int i = first; i < first + classes; i++) {
                mean += outputs[i] / classes;
                referenceMean += reference[i] / classes;
            }
            for (int i = first; i < first + classes; i++) {
                double deviation = reference[i] - referenceMean;
                cross += (outputs[i] - mean) * deviation;
                square += deviation * deviation;
            }
        }
        return square > 0 ? cross / square : 1;
    }

    public Metric metric() {
        return metric;
    }

    /// Accuracy with the most bits everywhere.
    public double ofReference() {
        return metric.of(samples, reference, exact);
    }

    /// The accuracy to expect of an assignment.
    public double predict(BitAssignment assignment) {
        double sum = sum(assignment);
        return correction
                .map(learnt -> sum + learnt.at(new MixCorrection.Mix(loudness(assignment), sum)))
                .map(accuracy -> Math.clamp(accuracy, 0, 1))
                .orElse(sum);
    }

    private double sum(BitAssignment assignment) {
        float[] outputs = reference.clone();
        add(ofInputs, assignment.inputBits(), outputs);
        ofWeights.forEach((layer, changes) -> add(changes, assignment.ofWeights(layer), outputs));
        ofOutputs.forEach((layer, changes) -> add(changes, assignment.ofOutput(layer), outputs));
        return metric.of(samples, outputs, exact);
    }

    private void add(List<float[]> changes, int width, float[] outputs) {
        float[] change = changes.get(index(width));
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] += change[i];
        }
    }

    /// The widest measured width that is not wider, or the narrowest there is.
    private int index(int width) {
        int index = 0;
        while (index < bits.size() - 1 && bits.get(index + 1) <= width) {
            index++;
        }
        return index;
    }

    /// An assignment in which each place has one of the widths, all equally likely.
    ///
    /// @param widths 2 to 16
    public BitAssignment mix(List<Integer> widths, RandomGenerator random) {
        BitAssignment mix =
                BitAssignment.uniform(REFERENCE_BITS).withInputBits(widths.get(random.nextInt(widths.size())));
        for (String layer : ofWeights.keySet()) {
            mix = mix.withWeightBits(layer, widths.get(random.nextInt(widths.size())));
        }
        for (String layer : ofOutputs.keySet()) {
            mix = mix.withActivationBits(layer, widths.get(random.nextInt(widths.size())));
        }
        return mix;
    }
}
