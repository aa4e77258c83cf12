package io.rooftile.quantization.accuracy;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/// What measured mixes were better or worse than the sum of their places' changes lets expect of mixes like them.
///
/// A Gaussian process over how loud each place is and over what the sum predicts: near a measured mix the correction is
/// that mix's, far from all of them it is 0. Source: Rasmussen and Williams 2006, *Gaussian Processes for Machine
/// Learning*, algorithm 2.1.
final class MixCorrection {
    /// How far the sum is off in a loud mix where nothing was measured, as a standard deviation of accuracy. These
    /// three were chosen on random mixes of the networks in `docs/quantisation.md`.
    private static final double SPREAD = 0.06;

    /// What of a measured difference is chance.
    private static final double CHANCE = 0.02;

    /// Predicted accuracies a third apart have little in common.
    private static final double ACCURACY_LENGTH = 1.0 / 3;

    private final List<Mix> mixes;
    private final RealVector weights;

    /// One mix as the process sees it.
    ///
    /// @param loudness of each place, 1 where it is as loud as the mean place at its narrowest
    /// @param predicted accuracy from the sum of changes
    /// An array, because it is read in inner loops; nobody compares it.
    @SuppressWarnings("ArrayRecordComponent")
    record Mix(double[] loudness, double predicted) {}

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
                double chance = i == j ? CHANCE * CHANCE : 0;
                covariance.setEntry(i, j, likeness(mixes.get(i), mixes.get(j)) + chance);
            }
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
        double distance = square((a.predicted() - b.predicted()) / ACCURACY_LENGTH);
        for (int place = 0; place < a.loudness().length; place++) {
            distance += square(a.loudness()[place] - b.loudness()[place]);
        }
        return spread(a) * spread(b) * Math.exp(-distance / 2);
    }

    /// The quieter a mix, the nearer is the sum to the truth.
    private static double spread(Mix mix) {
        double loudness = 0;
        for (double place : mix.loudness()) {
            loudness += square(place);
        }
        return SPREAD * Math.min(1, Math.sqrt(loudness));
    }

    private static double square(double value) {
        return value * value;
    }
}
