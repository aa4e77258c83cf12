package io.rooftile.quantization.integer;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Values;

/// The stored numbers of a constant, whatever they are packed in.
final class StoredIntegers {
    private StoredIntegers() {}

    /// @throws NotIntegerException when the numbers are real or not known
    static long[] of(Constant constant) {
        boolean isUnsigned = constant.tensor().format().kind() == NumberFormat.Kind.UNSIGNED;
        return switch (constant.values()) {
            case Values.Bytes bytes -> {
                byte[] data = bytes.data();
                long[] wide = new long[data.length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = isUnsigned ? Byte.toUnsignedInt(data[i]) : data[i];
                }
                yield wide;
            }
            case Values.Ints ints -> {
                int[] data = ints.data();
                long[] wide = new long[data.length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = data[i];
                }
                yield wide;
            }
            case Values.Longs longs -> longs.data().clone();
            case Values.Floats _ ->
                throw new NotIntegerException(constant.tensor().name() + " holds real numbers");
            case Values.Absent _ ->
                throw new NotIntegerException(
                        "the numbers of " + constant.tensor().name() + " are not known");
        };
    }
}
