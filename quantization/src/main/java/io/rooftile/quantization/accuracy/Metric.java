package io.rooftile.quantization.accuracy;

import io.rooftile.core.device.Basis;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// What accuracy is; more is better in each.
public enum Metric {
    /// Share of rows whose greatest output is the label's, the first of equals.
    TOP1("fraction"),
    /// Area under the receiver operating characteristic: the chance that a row of label 1 has a higher output than one
    /// of label 0.
    AUC("fraction"),
    /// Power of the real network's outputs over that of the difference, in decibels: how much of the signal is left
    /// where no labels say what is right.
    SQNR("dB");

    private static final double MOST_DECIBELS = 200;

    private final String unit;

    Metric(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /// How far a figure can be trusted as an accuracy: counted on labels it is one, a ratio only stands in for
    /// one.
    public Basis basis() {
        return switch (this) {
            case TOP1, AUC -> Basis.MEASURED;
            case SQNR -> Basis.ASSUMED;
        };
    }

    /// The word in reports and files.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The metric that fits what is known of the rows.
    ///
    /// @param outputs of one row
    public static Metric of(Samples samples, int outputs) {
        if (!samples.hasLabels()) {
            return SQNR;
        }
        return outputs == 1 ? AUC : TOP1;
    }

    /// Whether rows can tell: those of one class say nothing of how two are told apart.
    public boolean isDefinedOn(Samples samples) {
        return switch (this) {
            case TOP1, SQNR -> true;
            case AUC ->
                IntStream.range(1, samples.rows())
                        .anyMatch(row -> (samples.label(row) == 1) != (samples.label(0) == 1));
        };
    }

    /// How accurate outputs are.
    ///
    /// @param outputs row after row
    /// @param exact the real network's outputs
    /// @throws IllegalArgumentException where it is not defined on these rows
    public double of(Samples samples, float[] outputs, float[] exact) {
        if (!isDefinedOn(samples)) {
            throw new IllegalArgumentException(word() + " is not defined on rows of one class");
        }
        return switch (this) {
            case TOP1 -> top1(samples, outputs);
            case AUC -> auc(samples, outputs);
            case SQNR -> decibels(power(exact), Noise.power(outputs, exact));
        };
    }

    private static double top1(Samples samples, float[] outputs) {
        int classes = outputs.length / samples.rows();
        int right = 0;
        for (int row = 0; row < samples.rows(); row++) {
            int best = row * classes;
            for (int i = best + 1; i < (row + 1) * classes; i++) {
                best = outputs[i] > outputs[best] ? i : best;
            }
            right += best - row * classes == samples.label(row) ? 1 : 0;
        }
        return (double) right / samples.rows();
    }

    /// By ranks, ties counted half. Source: Hanley and McNeil 1982, <https://doi.org/10.1148/radiology.143.1.7063747>.
    private static double auc(Samples samples, float[] outputs) {
        Integer[] order = IntStream.range(0, samples.rows()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> outputs[row]));
        double rankSum = 0;
        long positives = 0;
        for (int first = 0; first < order.length; ) {
            int last = first;
            while (last + 1 < order.length && outputs[order[last + 1]] == outputs[order[first]]) {
                last++;
            }
            double rank = (first + last) / 2.0 + 1;
            for (int i = first; i <= last; i++) {
                if (samples.label(order[i]) == 1) {
                    rankSum += rank;
                    positives++;
                }
            }
            first = last + 1;
        }
        long negatives = samples.rows() - positives;
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    private static double power(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum / values.length;
    }

    static double decibels(double signal, double noise) {
        return noise <= 0 ? MOST_DECIBELS : Math.clamp(10 * Math.log10(signal / noise), -MOST_DECIBELS, MOST_DECIBELS);
    }
}
