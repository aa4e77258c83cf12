package io.rooftile.quantization.accuracy;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Softmax;
import io.rooftile.quantization.posttraining.BitAssignment;
import io.rooftile.quantization.posttraining.PostTrainingQuantiser;
import io.rooftile.quantization.posttraining.QuantisationScheme;
import java.util.ArrayList;
import java.util.List;

/// Measures how accurate a trained network is in any bits, on given rows.
///
/// A last softmax is left out: it keeps the order of its inputs, and rounds what tells them apart.
public final class AccuracyMeter {
    private final Samples samples;
    private final Metric metric;
    private final QuantisationScheme scheme;
    private final int threads;
    private final PostTrainingQuantiser quantiser;
    private final List<Place> places;
    private final float[] exact;

    /// A meter for one network.
    ///
    /// @param calibration rows that ranges are found on
    /// @param samples rows that accuracy is measured on
    public AccuracyMeter(
            Network network, QuantisationScheme scheme, Samples calibration, Samples samples, int threads) {
        Network scores = withoutSoftmax(scores(network));
        this.samples = samples;
        this.scheme = scheme;
        this.threads = threads;
        this.quantiser = PostTrainingQuantiser.of(scores, scheme, RealRun.bytes(scores, calibration), threads);
        this.places = Place.of(quantiser);
        this.exact = RealRun.outputs(scores, samples, threads);
        this.metric = Metric.of(samples, exact.length / samples.rows());
    }

    /// The network that ends with a score for each class, where its last layer tells which is the greatest: a metric
    /// does that itself.
    public static Network scores(Network network) {
        return network.layers().getLast() instanceof ArgMax last ? withoutEnd(network, last) : network;
    }

    private static Network withoutSoftmax(Network network) {
        return network.layers().getLast() instanceof Softmax last ? withoutEnd(network, last) : network;
    }

    private static Network withoutEnd(Network network, Layer last) {
        boolean isEnd = network.outputs().equals(List.of(last.output()));
        if (!isEnd || network.layers().size() == 1) {
            return network;
        }
        List<Layer> layers = new ArrayList<>(network.layers());
        layers.removeLast();
        return new Network(network.name(), network.inputs(), List.of(last.input()), layers);
    }

    /// What has bits of its own.
    List<Place> places() {
        return places;
    }

    Samples samples() {
        return samples;
    }

    /// The real network's outputs; not a copy.
    float[] exact() {
        return exact;
    }

    public Metric metric() {
        return metric;
    }

    /// How the quantised networks requantise.
    public Requantisation requantisation() {
        return scheme.requantisation();
    }

    /// Accuracy of the network of real numbers.
    public double ofReal() {
        return metric.of(samples, exact, exact);
    }

    /// Accuracy in so many bits.
    public double of(BitAssignment bits) {
        return metric.of(samples, outputs(bits).values(), exact);
    }

    /// What comes out in so many bits.
    Outputs outputs(BitAssignment bits) {
        Network quantised = quantiser.quantise(bits);
        return new Outputs(IntegerRun.outputs(quantised, requantisation(), samples, threads), OutputGrid.of(quantised));
    }
}
