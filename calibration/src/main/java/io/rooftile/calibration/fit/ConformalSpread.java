package io.rooftile.calibration.fit;

import io.rooftile.costmodel.Spread;
import java.util.List;
import java.util.function.Predicate;

/// The spread that covers nine in ten designs, from designs that were held out, small and large ones apart.
///
/// Of `n` sizes of held-out errors the one of rank `0.9 (n + 1)` covers a further design with probability 0.9,
/// whatever their distribution (Lei et al. 2018, doi:10.1080/01621459.2017.1307116); between two ranks it is
/// interpolated.
final class ConformalSpread {
    static final double COVERAGE = 0.9;

    private ConformalSpread() {}

    /// Where all designs are of one size, that of the others is the same.
    ///
    /// @param heldOut at least one
    static Spread of(List<Compared> heldOut) {
        double[] predicted =
                heldOut.stream().mapToDouble(Compared::predicted).sorted().toArray();
        double largeFrom = Math.rint(predicted[predicted.length / 2]);
        return new Spread(
                largeFrom,
                factor(heldOut, one -> one.predicted() < largeFrom),
                factor(heldOut, one -> one.predicted() >= largeFrom));
    }

    private static double factor(List<Compared> heldOut, Predicate<Compared> isOfSize) {
        double[] sizes = heldOut.stream()
                .filter(isOfSize)
                .mapToDouble(Compared::logRatio)
                .sorted()
                .toArray();
        return sizes.length == 0 ? factor(heldOut, _ -> true) : Math.exp(quantile(sizes));
    }

    /// @param sizes sorted
    static double quantile(double[] sizes) {
        double rank = Math.min(sizes.length, COVERAGE * (sizes.length + 1));
        int below = (int) rank;
        double least = sizes[below - 1];
        return below == sizes.length ? least : least + (rank - below) * (sizes[below] - least);
    }
}
