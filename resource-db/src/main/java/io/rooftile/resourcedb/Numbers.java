package io.rooftile.resourcedb;

/// The numbers of data files: digits, a point, an exponent. No sign (nothing in the files is negative), no leading
/// zero, no grouping.
final class Numbers {
    private static final int MAX_DIGITS = 18;

    private Numbers() {}

    /// Whether the text is a whole number that a `long` holds.
    static boolean isWhole(String text) {
        int end = digits(text, 0);
        return end == text.length() && end > 0 && end <= MAX_DIGITS && (end == 1 || text.charAt(0) != '0');
    }

    /// Whether the text is a whole number, or one with a fraction, an exponent or both.
    static boolean isNumber(String text) {
        int at = digits(text, 0);
        if (at == 0 || !isWhole(text.substring(0, at))) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            if (end == at + 1 || end - at > MAX_DIGITS) {
                return false;
            }
            at = end;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int end = digits(text, at);
            if (end == at || end - at > 2) {
                return false;
            }
            at = end;
        }
        return at == text.length();
    }

    /// Index of the first character from `start` on that is no digit.
    private static int digits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
