package io.rooftile.quantization.real;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Rows of a tensor as bytes: raw, little-endian, row-major, in the tensor's own format. Numbers of float64 lose what
/// float32 does not hold; indices of [io.rooftile.core.network.ArgMax] are integers of the fewest whole bytes of 1, 2,
/// 4 or 8, and so are numbers that a network was trained to keep in integers.
///
/// @param elements of one row
/// @param bytes of one element
/// @param isFloat whether bytes are IEEE 754 or a whole number
/// @param scale real value of one step of a whole number
/// @param zeroPoint whole number of the real value 0
public record RealRows(int elements, int bytes, boolean isFloat, double scale, int zeroPoint) {
    /// How rows of a tensor are stored.
    public static RealRows of(Tensor tensor) {
        NumberFormat format = tensor.format();
        int bytes = Math.max(1, Integer.highestOneBit(2 * format.bits() - 1) / Byte.SIZE);
        return new RealRows(
                Math.toIntExact(tensor.shape().elements()),
                bytes,
                format.isFloat(),
                tensor.quantisation().scale(0),
                tensor.quantisation().zeroPoint(0));
    }

    public int rowBytes() {
        return Math.multiplyExact(elements, bytes);
    }

    /// The first lanes as rows one behind the other.
    ///
    /// @param values by element, then lane
    /// @param count how many lanes
    public byte[] bytes(float[][] values, int count) {
        byte[] rows = new byte[Math.multiplyExact(count, rowBytes())];
        ByteBuffer buffer = buffer(rows);
        for (int lane = 0; lane < count; lane++) {
            write(values, lane, buffer, lane * rowBytes());
        }
        return rows;
    }

    /// Rows in the order of bytes that they are stored in.
    public static ByteBuffer buffer(byte[] rows) {
        return ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Reads one row, whose first byte is at `first`, into one lane.
    void read(ByteBuffer rows, int first, float[][] into, int lane) {
        for (int element = 0; element < elements; element++) {
            into[element][lane] = get(rows, first + element * bytes);
        }
    }

    /// The real number whose first byte is at `at`; the format is of real numbers.
    public float get(ByteBuffer rows, int at) {
        return switch (bytes) {
            case Short.BYTES -> Float.float16ToFloat(rows.getShort(at));
            case Float.BYTES -> rows.getFloat(at);
            default -> (float) rows.getDouble(at);
        };
    }

    /// Writes a real number so that its first byte is at `at`; the format is of real numbers.
    public void put(float value, ByteBuffer rows, int at) {
        switch (bytes) {
            case Short.BYTES -> rows.putShort(at, Float.floatToFloat16(value));
            case Float.BYTES -> rows.putFloat(at, value);
            default -> rows.putDouble(at, value);
        }
    }

    /// Writes one lane as one row, whose first byte is at `first`.
    void write(float[][] from, int lane, ByteBuffer rows, int first) {
        for (int element = 0; element < elements; element++) {
            int at = first + element * bytes;
            float value = from[element][lane];
            if (isFloat) {
                put(value, rows, at);
            } else {
                long whole = Math.round(value / scale) + zeroPoint;
                for (int i = 0; i < bytes; i++) {
                    rows.put(at + i, (byte) (whole >> (i * Byte.SIZE)));
                }
            }
        }
    }
}
