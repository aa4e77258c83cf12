package io.rooftile.dse;

import io.rooftile.core.design.Design;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.Metric;
import io.rooftile.quantization.accuracy.Sensitivity;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.DesignBits;
import java.util.OptionalDouble;

/// The accuracy of a network that is quantised to a design's bits: predicted from a table, measured on rows.
public final class QuantisedAccuracy implements AccuracyModel {
    /// An assignment of bits takes 1 KiB for a network of ten layers.
    private static final int REMEMBERED = 1 << 14;

    private final DesignBits bits;
    private final AccuracyMeter meter;
    private final Sensitivity table;
    private final AccuracyMeasure kind;
    private final double mostAccuracy;
    private final Memo<BitAssignment, Double> predicted;
    private final Memo<BitAssignment, Double> measured;

    /// The accuracy of one network's designs.
    ///
    /// @param meter of that network, on all rows, for designs that requantise as it does
    /// @param table of that network, for the same designs
    /// @param note what a reader must know of the figures, see [AccuracyMeasure]
    public QuantisedAccuracy(Network network, AccuracyMeter meter, Sensitivity table, String note) {
        this.bits = new DesignBits(network);
        this.meter = meter;
        this.table = table;
        this.kind = kind(meter, note);
        this.mostAccuracy = table.ofReference();
        this.predicted = new Memo<>(this::prudent, REMEMBERED);
        this.measured = new Memo<>(meter::of, REMEMBERED);
    }

    private static AccuracyMeasure kind(AccuracyMeter meter, String note) {
        Metric metric = meter.metric();
        return new AccuracyMeasure(
                metric.word(),
                metric.unit(),
                metric.basis(),
                metric == Metric.SQNR ? OptionalDouble.empty() : OptionalDouble.of(meter.ofReal()),
                note);
    }

    @Override
    public AccuracyMeasure kind() {
        return kind;
    }

    /// At most what the most bits reach: now and then rounding helps by chance, and a search that believed in it would
    /// chase chance. Less by a standard deviation of what is not known, so that of designs that are predicted alike
    /// those with more bits are on the front as well, and are measured.
    @Override
    public double predict(Design design) {
        return predicted.get(assignment(design));
    }

    private double prudent(BitAssignment assignment) {
        Sensitivity.Prediction prediction = table.predict(assignment);
        return Math.min(mostAccuracy, prediction.accuracy()) - prediction.deviation();
    }

    @Override
    public double measure(Design design) {
        return measured.get(assignment(design));
    }

    /// What the accuracy of a design depends on.
    private BitAssignment assignment(Design design) {
        if (design.requantisation() != meter.requantisation()) {
            throw new IllegalArgumentException("the design requantises by " + design.requantisation()
                    + ", but accuracy was measured with " + meter.requantisation());
        }
        return bits.of(design);
    }
}
