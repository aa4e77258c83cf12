package io.rooftile.rtl;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/// What a memory holds when hardware starts: a hexadecimal word a line, as SystemVerilog's `$readmemh` reads it.
///
/// @param name of the file
/// @param widthBits of a word
public record MemoryFile(String name, int widthBits, List<BigInteger> words) {
    public MemoryFile {
        words = List.copyOf(words);
    }

    /// The file's text.
    public String text() {
        int digits = Math.ceilDiv(widthBits, 4);
        return words.stream().map(word -> padded(word, digits)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String padded(BigInteger word, int digits) {
        String text = word.toString(16);
        return "0".repeat(digits - text.length()) + text;
    }
}
