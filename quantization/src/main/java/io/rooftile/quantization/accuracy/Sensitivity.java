package io.rooftile.quantization.accuracy;

import io.rooftile.quantization.posttraining.BitAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Predicts the accuracy of any mix of bits from what each place of a network does to the outputs alone.
///
/// The outputs of a mix are taken for those of the network in many bits plus the changes that its places make
/// alone, row by row and class by class: a Taylor expansion of first order. Two things are not left to the sum.
/// Places that damp (or widen) the scores do so one after the other: changes are taken with the spread of the
/// scores as it was, and the factors are multiplied. And the last of all happens last: the sum is rounded to
/// what the outputs can be in the mix. The accuracy of what comes out is then counted as measured ones are.
///
/// Exact for one place. How far it is off where several places change the outputs at once is learnt from some random
/// mixes ([MixCorrection]). `docs/quantisation.md` has figures.
public final class Sensitivity {
    private final Samples samples;
    private final Metric metric;
    private final List<Place> places;
    private final List<Integer> widths;
    private final float[] exact;
    private final Outputs reference;
    private final int ordered;
    private final List<List<PlaceChange>> changes;
    private final Optional<MixCorrection> correction;

    /// @param meter that the table was measured with
    public Sensitivity(AccuracyMeter meter, SensitivityTable table) {
        this.samples = meter.samples();
        this.metric = meter.metric();
        this.places = meter.places();
        this.widths = table.widths();
        this.exact = meter.exact();
        this.reference = table.reference();
        this.ordered = Scores.ordered(metric, exact.length, samples.rows());
        this.changes = table.outputs().stream()
                .map(ofPlace -> ofPlace.stream()
                        .map(outputs -> PlaceChange.of(outputs, reference.values(), ordered))
                        .toList())
                .toList();
        // A ratio in decibels has no largest value that a correction could be a share of.
        this.correction = metric == Metric.SQNR || table.mixes().isEmpty()
                ? Optional.empty()
                : Optional.of(learnt(table.mixes()));
    }

    private MixCorrection learnt(List<SensitivityTable.Mix> mixes) {
        return MixCorrection.of(
                mixes.stream().map(mix -> mix(changes(mix.bits()))).toList(),
                mixes.stream().map(SensitivityTable.Mix::accuracy).toList());
    }

    private MixCorrection.Mix mix(List<PlaceChange> ofMix) {
        return MixCorrection.Mix.of(
                ofMix.stream().mapToDouble(PlaceChange::amplitude).toArray(), sum(ofMix));
    }

    public Metric metric() {
        return metric;
    }

    /// Accuracy with the most bits everywhere.
    public double ofReference() {
        return metric.of(samples, reference.values(), exact);
    }

    /// What to expect of an assignment.
    ///
    /// @param deviation standard deviation of the accuracy: what is not known of how several loud places act
    /// together; 0 where nothing was learnt of mixes
    public record Prediction(double accuracy, double deviation) {}

    /// The accuracy to expect of an assignment.
    public Prediction predict(BitAssignment assignment) {
        List<PlaceChange> ofMix =
                changes(places.stream().map(place -> place.bits(assignment)).toList());
        return correction.map(learnt -> corrected(learnt, mix(ofMix))).orElseGet(() -> new Prediction(sum(ofMix), 0));
    }

    /// Of a whole number of rows, where rows are counted: mixes that differ by less than a row are equals.
    private Prediction corrected(MixCorrection learnt, MixCorrection.Mix mix) {
        double accuracy = Math.clamp(mix.predicted() + learnt.at(mix), 0, 1);
        double counted = metric == Metric.TOP1 ? Math.rint(accuracy * samples.rows()) / samples.rows() : accuracy;
        return new Prediction(counted, mix.chance());
    }

    private double sum(List<PlaceChange> ofMix) {
        float[] outputs = reference.values().clone();
        double gain = 1;
        for (PlaceChange place : ofMix) {
            float[] change = place.change();
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] += change[i];
            }
            gain *= place.gain();
        }
        Scores.scale(outputs, ordered, gain);
        OutputGrid.round(grids(ofMix), outputs);
        return metric.of(samples, outputs, exact);
    }

    /// What the outputs can be: as in many bits, but for those whose own bits are fewer.
    private List<OutputGrid> grids(List<PlaceChange> ofMix) {
        List<OutputGrid> grids = new ArrayList<>(reference.grids());
        for (PlaceChange place : ofMix) {
            for (int output = 0; output < grids.size(); output++) {
                OutputGrid grid = place.grids().get(output);
                if (!grid.equals(reference.grids().get(output))) {
                    grids.set(output, grid);
                }
            }
        }
        return grids;
    }

    /// What each place changes, in the order of the places.
    private List<PlaceChange> changes(List<Integer> bits) {
        List<PlaceChange> ofMix = new ArrayList<>();
        for (int place = 0; place < bits.size(); place++) {
            ofMix.add(changes.get(place).get(index(bits.get(place))));
        }
        return ofMix;
    }

    /// The widest measured width that is not wider, or the narrowest there is.
    private int index(int width) {
        int index = 0;
        while (index < widths.size() - 1 && widths.get(index + 1) <= width) {
            index++;
        }
        return index;
    }
}
