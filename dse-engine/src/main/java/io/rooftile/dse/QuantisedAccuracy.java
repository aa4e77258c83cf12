package io.rooftile.dse;

import io.rooftile.core.design.Design;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.Sensitivity;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.DesignBits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The accuracy of a network that is quantised to a design's bits: predicted from a table, measured on rows.
public final class QuantisedAccuracy implements AccuracyModel {
    private final DesignBits bits;
    private final AccuracyMeter meter;
    private final Sensitivity table;
    private final double mostAccuracy;
    private final Map<BitAssignment, Double> predicted = new ConcurrentHashMap<>();
    private final Map<BitAssignment, Double> measured = new ConcurrentHashMap<>();

    /// The accuracy of one network's designs.
    ///
    /// @param meter of that network
    /// @param table measured with that meter
    public QuantisedAccuracy(Network network, AccuracyMeter meter, Sensitivity table) {
        this.bits = new DesignBits(network);
        this.meter = meter;
        this.table = table;
        this.mostAccuracy = table.ofReference();
    }

    @Override
    public String unit() {
        return meter.metric().unit();
    }

    /// At most what the most bits reach: now and then rounding helps by chance, and a search that believed in it would
    /// chase chance.
    @Override
    public double predict(Design design) {
        return predicted.computeIfAbsent(
                bits.of(design), assignment -> Math.min(mostAccuracy, table.predict(assignment)));
    }

    @Override
    public double measure(Design design) {
        return measured.computeIfAbsent(bits.of(design), meter::of);
    }
}
