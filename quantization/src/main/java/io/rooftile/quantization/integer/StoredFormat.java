package io.rooftile.quantization.integer;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;

/// Rows of a tensor as bytes: raw, little-endian, row-major, each number in the fewest whole bytes of 1, 2, 4 or 8.
///
/// @param elements of one row
/// @param bytes of one element
/// @param isUnsigned whether bytes stand for non-negative numbers
record StoredFormat(int elements, int bytes, boolean isUnsigned) {
    static StoredFormat of(Tensor tensor) {
        NumberFormat format = tensor.format();
        int bytes = Math.max(1, Integer.highestOneBit(2 * format.bits() - 1) / Byte.SIZE);
        return new StoredFormat(
                Math.toIntExact(tensor.shape().elements()), bytes, format.kind() == NumberFormat.Kind.UNSIGNED);
    }

    int rowBytes() {
        return Math.multiplyExact(elements, bytes);
    }

    /// Reads one row, whose first byte is at `first`, into one lane.
    void read(byte[] rows, int first, int[][] into, int lane) {
        int at = first;
        for (int element = 0; element < elements; element++) {
            long value = 0;
            for (int i = bytes - 1; i >= 0; i--) {
                value = value << Byte.SIZE | Byte.toUnsignedLong(rows[at + i]);
            }
            int unused = Long.SIZE - bytes * Byte.SIZE;
            into[element][lane] = (int) (isUnsigned ? value : value << unused >> unused);
            at += bytes;
        }
    }

    /// Writes one lane as one row, whose first byte is at `first`.
    void write(int[][] from, int lane, byte[] rows, int first) {
        int at = first;
        for (int element = 0; element < elements; element++) {
            long value = from[element][lane];
            for (int i = 0; i < bytes; i++) {
                rows[at++] = (byte) value;
                value >>= Byte.SIZE;
            }
        }
    }
}
