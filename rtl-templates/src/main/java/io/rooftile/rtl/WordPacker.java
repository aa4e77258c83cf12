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
        long rest = number;
        int left = widthBits;
        while (left > 0) {
            int bit = used % Byte.SIZE;
            int taken = Math.min(left, Byte.SIZE - bit);
            bits[used / Byte.SIZE] |= (byte) ((rest & (1 << taken) - 1) << bit);
            rest >>= taken;
            used += taken;
            left -= taken;
        }
        return this;
    }

    /// Copies the word to where all bytes are 0, the lowest byte first.
    public void put(byte[] bytes, int first) {
        System.arraycopy(bits, 0, bytes, first, bits.length);
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
