package io.rooftile.dse;

import io.rooftile.core.design.Design;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.Metric;
import io.rooftile.quantization.accuracy.Sensitivity;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.DesignBits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The accuracy of a network that is quantised to a design's bits: predicted from a table, measured on rows.
public final class QuantisedAccuracy implements AccuracyModel {
    private final DesignBits bits;
    private final Function<Requantisation, AccuracyMeter> meters;
    private final Metric metric;
    private final Sensitivity table;
    private final double mostAccuracy;
    private final Map<BitAssignment, Double> predicted = new ConcurrentHashMap<>();
    private final Map<Requantisation, AccuracyMeter> used = new ConcurrentHashMap<>();
    private final Map<Measured, Double> measured = new ConcurrentHashMap<>();

    /// What the accuracy of a design depends on.
    private record Measured(Requantisation requantisation, BitAssignment bits) {}

    /// The accuracy of one network's designs.
    ///
    /// @param meters of that network, for designs that requantise so; asked once for each
    /// @param table of that network, as most of the designs requantise
    public QuantisedAccuracy(Network network, Function<Requantisation, AccuracyMeter> meters, Sensitivity table) {
        this.bits = new DesignBits(network);
        this.meters = meters;
        this.metric = table.metric();
        this.table = table;
        this.mostAccuracy = table.ofReference();
    }

    @Override
    public String unit() {
        return metric.unit();
    }

    /// At most what the most bits reach: now and then rounding helps by chance, and a search that believed in it would
    /// chase chance. Less by a standard deviation of what is not known, so that of designs that are predicted alike
    /// those with more bits are on the front as well, and are measured.
    @Override
    public double predict(Design design) {
        return predicted.computeIfAbsent(bits.of(design), this::prudent);
    }

    private double prudent(BitAssignment assignment) {
        Sensitivity.Prediction prediction = table.predict(assignment);
        return Math.min(mostAccuracy, prediction.accuracy()) - prediction.deviation();
    }

    @Override
    public double measure(Design design) {
        AccuracyMeter meter = used.computeIfAbsent(design.requantisation(), meters);
        return measured.computeIfAbsent(
                new Measured(design.requantisation(), bits.of(design)), of -> meter.of(of.bits()));
    }
}
