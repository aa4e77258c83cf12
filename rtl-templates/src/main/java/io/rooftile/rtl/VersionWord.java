package io.rooftile.rtl;

import java.util.regex.Pattern;

/// A version as a register shows it: `major.minor.patch`, 8 bits a number.
public final class VersionWord {
    private static final int NUMBERS = 3;
    private static final int NUMBER_BITS = 8;

    private VersionWord() {}

    /// The word.
    public static int of(String version) {
        return Pattern.compile("\\d+")
                .matcher(version)
                .results()
                .limit(NUMBERS)
                .map(number -> Integer.parseInt(number.group()))
                .reduce(0, (all, number) -> all << NUMBER_BITS | number);
    }
}
