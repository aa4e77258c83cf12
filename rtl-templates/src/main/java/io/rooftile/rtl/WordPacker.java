package io.rooftile.rtl;

import java.math.BigInteger;

/// Puts numbers side by side into one word, the first in the lowest bits.
public final class WordPacker {
    private final byte[] bits;
    private int used;

    /// @param widthBits of the word
    public WordPacker(int widthBits) {
        bits = new byte[Math.ceilDiv(widthBits, Byte.SIZE)];
    }

    /// Adds the low bits of a number, in two's complement.
    public WordPacker add(long number, int widthBits) {
        for (int i = 0; i < widthBits; i++) {
            if ((number >> Math.min(i, Long.SIZE - 1) & 1) != 0) {
                bits[used / Byte.SIZE] |= (byte) (1 << used % Byte.SIZE);
            }
            used++;
        }
        return this;
    }

    /// The word.
    public BigInteger word() {
        byte[] bigEndian = new byte[bits.length];
        for (int i = 0; i < bits.length; i++) {
            bigEndian[i] = bits[bits.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }
}
