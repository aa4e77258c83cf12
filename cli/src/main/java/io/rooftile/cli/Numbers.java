package io.rooftile.cli;

import java.util.Locale;

/// Figures as a terminal shows them.
final class Numbers {
    private Numbers() {}

    /// Three significant digits without an exponent where that stays short; all digits before the point.
    static String short3(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size == 0) {
            return "0";
        }
        if (size < 1e-4) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = 2 - (int) Math.floor(Math.log10(size));
        return String.format(Locale.ROOT, "%." + Math.max(0, decimals) + "f", value);
    }
}
