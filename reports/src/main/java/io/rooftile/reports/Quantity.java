package io.rooftile.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Figures as a person reads them: three significant digits, thousands separated, a unit prefix that keeps them short.
final class Quantity {
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final int KILO = 1000;

    private Quantity() {}

    /// A count in full: `1,234,567`.
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Three significant digits without an exponent; whole from a thousand on: `0.0123`, `4.56`, `12,346`.
    static String plain(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        if (Math.abs(value) >= KILO) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros();
        return rounded.toPlainString();
    }

    /// A count that may be astronomical: in full up to a million, then as a power of ten.
    static String magnitude(double count) {
        return count < 1e6 ? count((long) count) : "10^" + Math.round(Math.log10(count));
    }

    /// A share of one as a percentage.
    static String percent(double fraction) {
        return plain(fraction * 100) + " %";
    }

    static String milliseconds(double milliseconds) {
        return scaled(milliseconds / 1e3, "s");
    }

    static String milliwatts(double milliwatts) {
        return scaled(milliwatts / 1e3, "W");
    }

    static String millijoules(double millijoules) {
        return scaled(millijoules / 1e3, "J");
    }

    static String bytes(long bytes) {
        return bytes == 0 ? "no bytes" : scaled((double) bytes, "B");
    }

    static String hertz(long hertz) {
        return scaled((double) hertz, "Hz");
    }

    static String perSecond(double count) {
        return plain(count) + " inferences/s";
    }

    /// A value in a base unit with the prefix that leaves 1 to 999 before the point.
    static String scaled(double value, String unit) {
        String[] prefixes = {"n", "µ", "m", "", "k", "M", "G", "T", "P"};
        int none = 3;
        int step = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)) / 3 + 1e-9);
        int index = Math.clamp(step + none, unit.equals("B") ? none : 0, prefixes.length - 1);
        return plain(value / Math.pow(KILO, index - none)) + " " + prefixes[index] + unit;
    }

    /// A ratio as in `12 times`.
    static String times(double factor) {
        return plain(factor) + " times";
    }
}
