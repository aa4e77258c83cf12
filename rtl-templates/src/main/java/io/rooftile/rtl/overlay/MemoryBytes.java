package io.rooftile.rtl.overlay;

/// Words in memory: little-endian, from the lowest bit of their first byte on.
final class MemoryBytes {
    private MemoryBytes() {}

    /// The signed number of so many bits, at most 32, that begins at a bit of the word whose first byte is at `first`.
    static int signed(byte[] bytes, int first, int bit, int bits) {
        long value = 0;
        int from = first + bit / Byte.SIZE;
        int last = first + (bit + bits - 1) / Byte.SIZE;
        for (int at = last; at >= from; at--) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[at]);
        }
        int unused = Long.SIZE - bits;
        return (int) (value >>> bit % Byte.SIZE << unused >> unused);
    }
}
