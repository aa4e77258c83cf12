package io.rooftile.rtl;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;

/// How the elements of a stream are stored.
///
/// @param bits of one element
/// @param isSigned whether they are in two's complement
public record StreamFormat(int bits, boolean isSigned) {
    /// The format of a tensor's elements: its own, or two bits for -1, 0 and 1.
    public static StreamFormat of(Tensor tensor) {
        NumberFormat format = tensor.format();
        return switch (format.kind()) {
            case SIGNED -> new StreamFormat(format.bits(), true);
            case UNSIGNED -> new StreamFormat(format.bits(), false);
            case BIPOLAR, TERNARY -> new StreamFormat(2, true);
            case FLOAT -> throw new IllegalArgumentException(tensor.name() + " flows as " + format.typeName());
        };
    }

    /// Signed numbers of so many bits.
    public static StreamFormat signed(int bits) {
        return new StreamFormat(bits, true);
    }

    /// The fewest bits of two's complement that hold both numbers.
    public static int signedBits(long least, long most) {
        int magnitude = Math.max(
                Long.SIZE - Long.numberOfLeadingZeros(most < 0 ? ~most : most),
                Long.SIZE - Long.numberOfLeadingZeros(least < 0 ? ~least : least));
        return magnitude + 1;
    }
}
