package io.rooftile.costmodel.dataflow;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Values;

/// The stored integers of a constant, whatever they are packed in.
final class StoredValues {
    private StoredValues() {}

    /// Whether the numbers are known and are integers.
    static boolean areIntegers(Constant constant) {
        return switch (constant.values()) {
            case Values.Bytes _, Values.Ints _, Values.Longs _ -> true;
            case Values.Floats _, Values.Absent _ -> false;
        };
    }

    static long get(Constant constant, int index) {
        return switch (constant.values()) {
            case Values.Bytes bytes ->
                constant.tensor().format().kind() == NumberFormat.Kind.UNSIGNED
                        ? Byte.toUnsignedInt(bytes.data()[index])
                        : bytes.data()[index];
            case Values.Ints ints -> ints.data()[index];
            case Values.Longs longs -> longs.data()[index];
            case Values.Floats _, Values.Absent _ ->
                throw new IllegalArgumentException(constant.tensor().name() + " holds no integers");
        };
    }

    /// Bits of two's complement that hold every element with its zero point taken off; the zero points are those of the
    /// first axis.
    static int signedBits(Constant constant) {
        long least = 0;
        long most = 0;
        int channels = constant.shape().dim(0);
        int taps = Math.toIntExact(constant.elements() / channels);
        for (int k = 0; k < channels; k++) {
            int zero = constant.tensor().quantisation().zeroPoint(k);
            for (int tap = 0; tap < taps; tap++) {
                long value = get(constant, k * taps + tap) - zero;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return Math.max(bitsOf(most), bitsOf(least));
    }

    /// Bits of two's complement that hold a number, and its opposite unless that is a power of two.
    static int bitsOf(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value) + 1;
    }
}
