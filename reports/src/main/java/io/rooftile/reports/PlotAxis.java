package io.rooftile.reports;

import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// An axis chosen for its values: logarithmic when they span a decade or more, with round ends just beyond them.
///
/// @param title name and unit
record PlotAxis(String title, boolean isLogarithmic, double minimum, double maximum) {
    private static final double DECADE = 10;
    private static final double MARGIN = 1.05;
    private static final double[] ROUND = {1, 2, 5, 10};
    /// An axis that spans less of its values has ticks that usual rounding would make alike.
    private static final double NARROW_FRACTION = 0.05;

    /// @param values positive and finite, at least one
    static PlotAxis of(String title, DoubleStream values) {
        DoubleSummaryStatistics range = range(title, values);
        double least = range.getMin();
        double most = range.getMax();
        if (most / least >= DECADE) {
            return logarithmic(title, DoubleStream.of(least, most));
        }
        PlotAxis linear = linear(title, DoubleStream.of(least, most));
        return new PlotAxis(title, false, Math.max(0, linear.minimum), linear.maximum);
    }

    /// A linear axis, whatever it spans.
    ///
    /// @param values finite, at least one
    static PlotAxis linear(String title, DoubleStream values) {
        DoubleSummaryStatistics range = values.summaryStatistics();
        double least = range.getMin();
        double most = range.getMax();
        if (!Double.isFinite(most - least)) {
            throw new IllegalArgumentException(title + " needs finite values, but had " + range);
        }
        double magnitude = Math.max(Math.abs(least), Math.abs(most));
        double step = roundUp(Math.max((most - least) / 5, magnitude == 0 ? 1 : magnitude * 1e-3));
        return new PlotAxis(title, false, Math.floor(least / step - 0.3) * step, Math.ceil(most / step + 0.3) * step);
    }

    /// A logarithmic axis, whatever it spans.
    ///
    /// @param values positive and finite, at least one
    static PlotAxis logarithmic(String title, DoubleStream values) {
        DoubleSummaryStatistics range = range(title, values);
        return new PlotAxis(title, true, roundDown(range.getMin() / MARGIN), roundUp(range.getMax() * MARGIN));
    }

    private static DoubleSummaryStatistics range(String title, DoubleStream values) {
        DoubleSummaryStatistics range = values.summaryStatistics();
        if (range.getCount() == 0 || !(range.getMin() > 0) || Double.isInfinite(range.getMax())) {
            throw new IllegalArgumentException(title + " needs positive, finite values, but had " + range);
        }
        return range;
    }

    /// The next 1, 2 or 5 times a power of ten, upwards.
    private static double roundUp(double value) {
        double power = Math.pow(DECADE, Math.floor(Math.log10(value)));
        for (double mantissa : ROUND) {
            if (mantissa * power >= value * (1 - 1e-12)) {
                return mantissa * power;
            }
        }
        return DECADE * power;
    }

    private static double roundDown(double value) {
        double power = Math.pow(DECADE, Math.floor(Math.log10(value)));
        for (int i = ROUND.length - 1; i > 0; i--) {
            if (ROUND[i] * power <= value * (1 + 1e-12)) {
                return ROUND[i] * power;
            }
        }
        return power;
    }

    /// Whether it spans so many decades that only these are marked.
    boolean isWide() {
        return maximum / minimum > DECADE * DECADE;
    }

    /// A tick's label; empty for ticks of a logarithmic axis that would crowd.
    String label(double value) {
        if (!isLogarithmic) {
            double span = maximum - minimum;
            boolean isNarrow = span < NARROW_FRACTION * Math.max(Math.abs(minimum), Math.abs(maximum));
            int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(span)));
            return isNarrow ? String.format(Locale.ROOT, "%,." + decimals + "f", value) : Quantity.plain(value);
        }
        double mantissa = value / Math.pow(DECADE, Math.floor(Math.log10(value) + 1e-9));
        boolean shown = isNear(mantissa, 1) || (!isWide() && (isNear(mantissa, 2) || isNear(mantissa, 5)));
        return shown ? Quantity.plain(value) : "";
    }

    private static boolean isNear(double value, double round) {
        return Math.abs(value - round) < 1e-6 * round;
    }
}
