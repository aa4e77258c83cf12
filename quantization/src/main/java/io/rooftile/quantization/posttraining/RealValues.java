package io.rooftile.quantization.posttraining;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Values;

/// The real numbers that a constant stands for.
final class RealValues {
    private RealValues() {}

    /// `scale * (stored - zeroPoint)`, along the constant's axis; a real constant's own numbers, not a copy.
    ///
    /// @throws IllegalArgumentException when the numbers are not known
    static float[] of(Constant constant) {
        return switch (constant.values()) {
            case Values.Floats floats -> floats.data();
            case Values.Bytes bytes -> {
                boolean isUnsigned = constant.tensor().format().kind() == NumberFormat.Kind.UNSIGNED;
                float[] real = new float[bytes.data().length];
                for (int i = 0; i < real.length; i++) {
                    int stored = isUnsigned ? Byte.toUnsignedInt(bytes.data()[i]) : bytes.data()[i];
                    real[i] = real(constant, i, stored);
                }
                yield real;
            }
            case Values.Ints ints -> {
                float[] real = new float[ints.data().length];
                for (int i = 0; i < real.length; i++) {
                    real[i] = real(constant, i, ints.data()[i]);
                }
                yield real;
            }
            case Values.Longs longs -> {
                float[] real = new float[longs.data().length];
                for (int i = 0; i < real.length; i++) {
                    real[i] = real(constant, i, longs.data()[i]);
                }
                yield real;
            }
            case Values.Absent _ ->
                throw new IllegalArgumentException(
                        "the numbers of " + constant.tensor().name() + " are not known");
        };
    }

    private static float real(Constant constant, int element, long stored) {
        Quantisation quantisation = constant.tensor().quantisation();
        int index = 0;
        if (!quantisation.isPerTensor()) {
            int inner = 1;
            for (int axis = constant.shape().rank() - 1; axis > quantisation.axis(); axis--) {
                inner *= constant.shape().dim(axis);
            }
            index = element / inner % constant.shape().dim(quantisation.axis());
        }
        return (float) (quantisation.scale(index) * (stored - quantisation.zeroPoint(index)));
    }
}
