package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.IntegerRun;
import io.rooftile.quantization.accuracy.Metric;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.posttraining.DesignBits;
import io.rooftile.quantization.posttraining.QuantisationScheme;

/// How accurate a network is in numbers of a certain kind, measured on rows.
record DesignAccuracy(Metric metric, double value) {
    /// Rows that ranges are found on, where no others are given.
    static final int CALIBRATION_ROWS = 256;

    /// In a design's numbers: its bits and its requantisation; a network that is quantised already keeps its bits.
    ///
    /// @param network that the design is of, with weights
    /// @throws UserInputException when the network is quantised already, and no labels say what is right
    /// @throws io.rooftile.core.design.IllegalDesignException when the network cannot have the design's bits
    static DesignAccuracy of(Network network, Design design, Samples samples, int threads) {
        DesignBits.require(network, design);
        if (IntegerNetwork.isInteger(network)) {
            return ofTrained(AccuracyMeter.scores(network), design.requantisation(), samples, threads);
        }
        AccuracyMeter meter = meter(network, design.requantisation(), samples, samples, threads);
        return new DesignAccuracy(meter.metric(), meter.of(new DesignBits(network).of(design)));
    }

    /// A meter with the usual scheme.
    ///
    /// @param all rows, of which the first are for ranges
    /// @param measured rows that accuracy is measured on
    static AccuracyMeter meter(
            Network network, Requantisation requantisation, Samples all, Samples measured, int threads) {
        return new AccuracyMeter(
                network, QuantisationScheme.usual(requantisation), all.first(CALIBRATION_ROWS), measured, threads);
    }

    /// Of a network that is quantised already, as it is.
    ///
    /// @throws UserInputException when no labels say what is right
    static DesignAccuracy ofTrained(Network network, Requantisation requantisation, Samples samples, int threads) {
        if (!samples.hasLabels()) {
            throw UserInputException.of(
                    network.name(),
                    "",
                    "a model that is quantised already needs labels to be right or wrong about",
                    "give --labels, or rows with a label");
        }
        float[] outputs = IntegerRun.outputs(network, requantisation, samples, threads);
        Metric metric = Metric.of(samples, outputs.length / samples.rows());
        return new DesignAccuracy(metric, metric.of(samples, outputs, outputs));
    }
}
