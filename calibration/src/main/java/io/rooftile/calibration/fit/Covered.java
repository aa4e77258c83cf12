package io.rooftile.calibration.fit;

import io.rooftile.costmodel.Spread;
import java.util.List;

/// A design that neither the factors nor the interval were fitted to.
///
/// @param isLarge whether it counts as large
/// @param isInside whether its measurement is in the interval
/// @param widthFraction of the interval, relative to the prediction
public record Covered(Compared compared, boolean isLarge, boolean isInside, double widthFraction) {
    static Covered of(Compared compared, Spread spread) {
        double low = spread.low(compared.predicted());
        double high = spread.high(compared.predicted());
        return new Covered(
                compared,
                compared.predicted() >= spread.largeFrom(),
                compared.measured() >= low && compared.measured() <= high,
                (high - low) / compared.predicted());
    }

    /// Share of designs inside.
    public static double share(List<Covered> all) {
        return (double) all.stream().filter(Covered::isInside).count() / all.size();
    }

    /// Median width of their intervals.
    public static double medianWidth(List<Covered> all) {
        double[] widths =
                all.stream().mapToDouble(Covered::widthFraction).sorted().toArray();
        return widths[widths.length / 2];
    }
}
