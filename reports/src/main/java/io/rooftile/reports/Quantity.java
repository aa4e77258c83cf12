package io.rooftile.reports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/// Figures as a person reads them: three significant digits, thousands separated, a unit prefix that keeps them short.
public final class Quantity {
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final int KILO = 1000;
    private static final List<String> PREFIXES = List.of("n", "µ", "m", "", "k", "M", "G", "T", "P");
    private static final int NO_PREFIX = PREFIXES.indexOf("");

    private Quantity() {}

    /// A count in full: `1,234,567`.
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Three significant digits without an exponent; whole from a thousand on: `0.0123`, `4.56`, `12,346`.
    public static String plain(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        double rounded = rounded(value);
        return Math.abs(rounded) >= KILO
                ? String.format(Locale.ROOT, "%,.0f", value)
                : BigDecimal.valueOf(rounded).stripTrailingZeros().toPlainString();
    }

    /// Three significant digits, all of them shown, so that the figures of a column line up: `0.740`, `4.00`, `12,346`.
    public static String column(double value) {
        return value == 0 || Math.abs(rounded(value)) >= KILO
                ? plain(value)
                : new BigDecimal(rounded(value), THREE_DIGITS)
                        .setScale(
                                2 - (int) Math.floor(Math.log10(Math.abs(rounded(value))) + 1e-9), RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(THREE_DIGITS).doubleValue();
    }

    /// A count that may be astronomical: in full up to a million, then as a power of ten.
    static String magnitude(double count) {
        return count < 1e6 ? count((long) count) : "10^" + Math.round(Math.log10(count));
    }

    /// A share of one as a percentage.
    public static String percent(double fraction) {
        return plain(fraction * 100) + " %";
    }

    public static String milliseconds(double milliseconds) {
        return scaled(milliseconds / 1e3, "s");
    }

    public static String milliwatts(double milliwatts) {
        return scaled(milliwatts / 1e3, "W");
    }

    public static String millijoules(double millijoules) {
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

    /// A value in a base unit with the prefix that leaves 1 to 999 before the point, where there is one.
    public static String scaled(double value, String unit) {
        int least = unit.equals("B") ? NO_PREFIX : 0;
        int most = unit.equals("s") ? NO_PREFIX : PREFIXES.size() - 1;
        int step = value == 0 ? 0 : Math.floorDiv((int) Math.floor(Math.log10(Math.abs(rounded(value))) + 1e-9), 3);
        int index = Math.clamp(step + NO_PREFIX, least, most);
        return plain(value / Math.pow(KILO, index - NO_PREFIX)) + " " + PREFIXES.get(index) + unit;
    }

    /// A ratio as in `12 times`.
    public static String times(double factor) {
        return plain(factor) + " times";
    }
}
