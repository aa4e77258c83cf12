package io.rooftile.gui.plot;

import java.util.ArrayList;
import java.util.List;

/// Where values lie along an axis: 0 at its start, 1 at its end.
///
/// @param least value at the start
/// @param most value at the end, above `least`
/// @param isLog whether equal lengths are equal ratios; then `least` is above 0, and what is not lies at the start
public record Scale(double least, double most, boolean isLog) {
    private static final double[] ROUND = {1, 2, 5, 10};
    private static final int MOST_TICKS = 7;
    private static final double DECADE = 10;
    /// A logarithmic scale over a smaller ratio is labelled in equal steps.
    private static final double FEW_STEPS = 4;
    /// Free share of the axis at each end.
    private static final double MARGIN = 0.04;

    public Scale {
        if (!(least < most) || (isLog && !(least > 0))) {
            throw new IllegalArgumentException(
                    "a scale needs least < most, and least > 0 when logarithmic, but had " + least + ", " + most);
        }
    }

    /// The scale that shows all values with a margin.
    ///
    /// @param values zero and less are left out of a logarithmic one
    public static Scale over(Iterable<Double> values, boolean isLog) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value) && (!isLog || value > 0)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return around(low, high, isLog);
    }

    /// The scale around the least and the greatest of some values; any when there are none (`low` above `high`).
    public static Scale around(double low, double high, boolean isLog) {
        if (low > high) {
            return new Scale(isLog ? 1 : 0, isLog ? DECADE : 1, isLog);
        }
        if (isLog) {
            double room = low == high ? 2 : Math.pow(high / low, MARGIN);
            return new Scale(low / room, high * room, true);
        }
        double room = low == high ? Math.max(Math.abs(low) / 2, 1) : (high - low) * MARGIN;
        return new Scale(low - room, high + room, false);
    }

    /// Where a value lies; outside 0 to 1 when it is beyond the ends.
    public double place(double value) {
        if (!isLog) {
            return (value - least) / (most - least);
        }
        return value <= 0 ? 0 : Math.log(value / least) / Math.log(most / least);
    }

    /// The value at a place.
    public double value(double place) {
        return isLog ? least * Math.pow(most / least, place) : least + place * (most - least);
    }

    /// Round values to label, ascending, within the ends.
    public List<Double> ticks() {
        if (!isLog || most / least < FEW_STEPS) {
            return steps();
        }
        return most / least < DECADE * DECADE * DECADE ? withinDecades() : decades();
    }

    private List<Double> withinDecades() {
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(DECADE, Math.floor(Math.log10(least))); decade <= most; decade *= DECADE) {
            for (int i = 0; i < ROUND.length - 1; i++) {
                double tick = ROUND[i] * decade;
                if (tick >= least && tick <= most) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private List<Double> decades() {
        List<Double> ticks = new ArrayList<>();
        int first = (int) Math.ceil(Math.log10(least) - 1e-9);
        int last = (int) Math.floor(Math.log10(most) + 1e-9);
        int stride = Math.max(1, Math.ceilDiv(last - first + 1, MOST_TICKS));
        for (int exponent = first; exponent <= last; exponent += stride) {
            ticks.add(Math.pow(DECADE, exponent));
        }
        return ticks;
    }

    private List<Double> steps() {
        double rough = (most - least) / (MOST_TICKS - 1);
        double power = Math.pow(DECADE, Math.floor(Math.log10(rough)));
        double step = DECADE * power;
        for (double round : ROUND) {
            if (round * power >= rough) {
                step = round * power;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(least / step); i * step <= most; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
