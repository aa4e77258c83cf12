package io.rooftile.quantization.real;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Values;

/// The real numbers of a constant. Stored integers are taken to what they stand for, `scale * (stored - zeroPoint)`:
/// networks exist whose weights alone are quantised.
public final class StoredReals {
    private StoredReals() {}

    /// All elements, row-major; a real constant's own array, not a copy.
    ///
    /// @throws IllegalArgumentException when the numbers are not known
    public static float[] of(Constant constant) {
        return switch (constant.values()) {
            case Values.Floats floats -> floats.data();
            case Values.Bytes bytes -> {
                byte[] data = bytes.data();
                boolean isUnsigned = constant.tensor().format().kind() == NumberFormat.Kind.UNSIGNED;
                float[] reals = new float[data.length];
                for (int i = 0; i < reals.length; i++) {
                    reals[i] = real(constant, i, isUnsigned ? Byte.toUnsignedInt(data[i]) : data[i]);
                }
                yield reals;
            }
            case Values.Ints ints -> {
                int[] data = ints.data();
                float[] reals = new float[data.length];
                for (int i = 0; i < reals.length; i++) {
                    reals[i] = real(constant, i, data[i]);
                }
                yield reals;
            }
            case Values.Longs longs -> {
                long[] data = longs.data();
                float[] reals = new float[data.length];
                for (int i = 0; i < reals.length; i++) {
                    reals[i] = real(constant, i, data[i]);
                }
                yield reals;
            }
            case Values.Absent _ ->
                throw new IllegalArgumentException(
                        "the numbers of " + constant.tensor().name() + " are not known");
        };
    }

    private static float real(Constant constant, int element, long stored) {
        Quantisation quantisation = constant.tensor().quantisation();
        int index = quantisation.isPerTensor() ? 0 : axisIndex(constant.shape(), quantisation.axis(), element);
        return (float) (quantisation.scale(index) * (stored - quantisation.zeroPoint(index)));
    }

    private static int axisIndex(Shape shape, int axis, int element) {
        int stride = 1;
        for (int behind = axis + 1; behind < shape.rank(); behind++) {
            stride *= shape.dim(behind);
        }
        return element / stride % shape.dim(axis);
    }
}
