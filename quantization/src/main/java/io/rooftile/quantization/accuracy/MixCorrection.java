package io.rooftile.quantization.accuracy;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/// What measured mixes were better or worse than the sum of their places' changes lets expect of mixes like them.
///
/// A Gaussian process. Two mixes are alike in two ways, which add: where the same places are as loud, and where the sum
/// predicts the same accuracy and as much of the changes falls together, in whatever places. The first tells of
/// networks of few places, the second of those of many, where no two random mixes have the same loud places. The
/// correction vanishes with what falls together, since of one loud place alone the sum is exact. Source: Rasmussen and
/// Williams 2006, *Gaussian Processes for Machine Learning*, algorithm 2.1.
final class MixCorrection {
    /// How far either way of likeness lets the sum be off in a loud mix where nothing was measured, as a standard
    /// deviation of accuracy. All these figures were chosen on random mixes of the networks in
    /// `docs/quantisation.md`; that page says which.
    private static final double SPREAD = 0.03;

    /// What of a measured difference is chance: in a loud mix, and in any.
    private static final double CHANCE = 0.03;
    private static final double LEAST_CHANCE = 0.002;

    /// Interaction from which on a mix is a loud one.
    private static final double LOUD = 0.2;

    /// Distances at which likeness has fallen to exp(-1/2): of predicted accuracy, of a place's amplitude, and of the
    /// logarithm of the interaction.
    private static final double ACCURACY_LENGTH = 0.15;
    private static final double AMPLITUDE_LENGTH = 0.3;
    private static final double INTERACTION_LENGTH = 1.5;

    private static final double LEAST_INTERACTION = 1e-3;

    private final List<Mix> mixes;
    private final RealVector weights;

    /// One mix as the process sees it.
    ///
    /// @param amplitudes of each place's change, relative to the signal's
    /// @param predicted accuracy from the sum of changes
    /// @param interaction root of the sum, over all pairs of places, of the product of their changes' powers:
    /// what a second-order term would be in proportion to
    @SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
    record Mix(double[] amplitudes, double predicted, double interaction) {
        static Mix of(double[] amplitudes, double predicted) {
            double pairs = 0;
            double powers = 0;
            for (double amplitude : amplitudes) {
                double power = square(amplitude);
                pairs += powers * power;
                powers += power;
            }
            return new Mix(amplitudes, predicted, Math.sqrt(pairs));
        }

        /// What of a measured difference is chance, as a standard deviation, but for what is chance in any mix.
        double chance() {
            return CHANCE * loudness();
        }

        private double loudness() {
            return Math.min(1, interaction / LOUD);
        }
    }

    private MixCorrection(List<Mix> mixes, RealVector weights) {
        this.mixes = List.copyOf(mixes);
        this.weights = weights;
    }

    /// Learns from measured mixes.
    ///
    /// @param measured accuracy of each
    static MixCorrection of(List<Mix> mixes, List<Double> measured) {
        int count = mixes.size();
        RealMatrix covariance = new Array2DRowRealMatrix(count, count);
        RealVector differences = new ArrayRealVector(count);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                covariance.setEntry(i, j, likeness(mixes.get(i), mixes.get(j)));
            }
            covariance.addToEntry(i, i, square(mixes.get(i).chance()) + square(LEAST_CHANCE));
            differences.setEntry(i, measured.get(i) - mixes.get(i).predicted());
        }
        return new MixCorrection(
                mixes, new CholeskyDecomposition(covariance).getSolver().solve(differences));
    }

    /// What is to be added to the accuracy that the sum predicts.
    double at(Mix mix) {
        double correction = 0;
        for (int i = 0; i < mixes.size(); i++) {
            correction += weights.getEntry(i) * likeness(mixes.get(i), mix);
        }
        return correction;
    }

    private static double likeness(Mix a, Mix b) {
        double ofAccuracy = square((a.predicted() - b.predicted()) / ACCURACY_LENGTH);
        double ofInteraction = square((logarithm(a) - logarithm(b)) / INTERACTION_LENGTH);
        double ofPlaces = 0;
        for (int place = 0; place < a.amplitudes().length; place++) {
            ofPlaces += square((a.amplitudes()[place] - b.amplitudes()[place]) / AMPLITUDE_LENGTH);
        }
        return square(SPREAD)
                * (a.loudness() * b.loudness())
                * (Math.exp(-(ofAccuracy + ofPlaces) / 2) + Math.exp(-(ofAccuracy + ofInteraction) / 2));
    }

    private static double logarithm(Mix mix) {
        return Math.log(mix.interaction() + LEAST_INTERACTION);
    }

    private static double square(double value) {
        return value * value;
    }
}
