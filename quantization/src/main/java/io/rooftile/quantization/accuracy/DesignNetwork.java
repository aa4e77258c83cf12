package io.rooftile.quantization.accuracy;

import io.rooftile.core.design.Design;
import io.rooftile.core.network.Network;
import io.rooftile.quantization.integer.IntegerNetwork;
import io.rooftile.quantization.posttraining.DesignBits;
import io.rooftile.quantization.posttraining.PostTrainingQuantiser;
import io.rooftile.quantization.posttraining.QuantisationScheme;

/// A network in the numbers of a design.
public final class DesignNetwork {
    private DesignNetwork() {}

    /// The network that a design computes: its bits, its requantisation. One that is quantised already stays as it is.
    ///
    /// @param calibration rows that ranges are found on
    /// @throws io.rooftile.core.UserInputException when the network cannot be computed in real numbers
    /// @throws io.rooftile.core.design.IllegalDesignException when a pipeline names bits that the network
    /// cannot have
    public static Network of(Network network, Design design, Samples calibration, int threads) {
        DesignBits.require(network, design);
        if (IntegerNetwork.isInteger(network)) {
            return network;
        }
        Network scores = AccuracyMeter.scores(network);
        QuantisationScheme scheme = QuantisationScheme.usual(design.requantisation());
        return PostTrainingQuantiser.of(scores, scheme, RealRun.bytes(scores, calibration), threads)
                .quantise(new DesignBits(network).of(design));
    }
}
