package io.rooftile.quantization.integer;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;

/// Rows of a tensor as bytes: raw, little-endian, row-major, each number in the fewest whole bytes of 1, 2, 4 or 8.
///
/// @param elements of one row
/// @param bytes of one element
/// @param isUnsigned whether bytes stand for non-negative numbers
public record StoredFormat(int elements, int bytes, boolean isUnsigned) {
    /// The format of a tensor's rows.
    public static StoredFormat of(Tensor tensor) {
        NumberFormat format = tensor.format();
        int bytes = Math.max(1, Integer.highestOneBit(2 * format.bits() - 1) / Byte.SIZE);
        return new StoredFormat(
                Math.toIntExact(tensor.shape().elements()), bytes, format.kind() == NumberFormat.Kind.UNSIGNED);
    }

    /// Bytes of one row.
    public int rowBytes() {
        return Math.multiplyExact(elements, bytes);
    }

    /// The number whose first byte is at `first`; of more than 32 bits the lower ones.
    public int get(byte[] from, int first) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(from[first + i]);
        }
        int unused = Long.SIZE - bytes * Byte.SIZE;
        return (int) (isUnsigned ? value : value << unused >> unused);
    }

    /// Writes a number so that its first byte is at `first`.
    public void put(long number, byte[] to, int first) {
        long value = number;
        for (int i = 0; i < bytes; i++) {
            to[first + i] = (byte) value;
            value >>= Byte.SIZE;
        }
    }

    /// Reads one row, whose first byte is at `first`, into one lane.
    void read(byte[] rows, int first, int[][] into, int lane) {
        int at = first;
        for (int element = 0; element < elements; element++) {
            into[element][lane] = get(rows, at);
            at += bytes;
        }
    }

    /// Writes one lane as one row, whose first byte is at `first`.
    void write(int[][] from, int lane, byte[] rows, int first) {
        int at = first;
        for (int element = 0; element < elements; element++) {
            put(from[element][lane], rows, at);
            at += bytes;
        }
    }
}
