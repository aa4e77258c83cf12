package io.rooftile.quantization.numerics;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Tensor;

/// Where stored outputs lie: `stored = clamp(zeroPoint + value, min, max)`. A fused activation that is a clamp only
/// narrows the range.
///
/// @param zeroPoint stored number of the real value 0
/// @param min least stored number
/// @param max greatest stored number
public record OutputRange(int zeroPoint, int min, int max) {
    public OutputRange {
        if (min > max) {
            throw new IllegalArgumentException("an output range must not be empty, but was " + min + " to " + max);
        }
    }

    /// All numbers of the tensor's format.
    ///
    /// @throws IllegalArgumentException when the format is no integer of at most 32 bits or the tensor has several
    /// scales
    public static OutputRange of(Tensor tensor) {
        return of(tensor, ActivationFunction.LINEAR);
    }

    /// The numbers of the tensor's format that an activation leaves. Bounds of the activation are rounded to the
    /// nearest stored number, in float32. Source: TensorFlow Lite, `CalculateActivationRangeQuantized` in
    /// `tensorflow/lite/kernels/kernel_util.cc`.
    ///
    /// @throws IllegalArgumentException when the activation is no clamp
    public static OutputRange of(Tensor tensor, ActivationFunction activation) {
        if (!tensor.quantisation().isPerTensor()) {
            throw new IllegalArgumentException(tensor.name() + " flows with more than one scale");
        }
        OutputRange whole = new OutputRange(
                tensor.quantisation().zeroPoint(0),
                Math.toIntExact(least(tensor.format())),
                Math.toIntExact(most(tensor.format())));
        float scale = (float) tensor.quantisation().scale(0);
        ActivationFunction.Clamp clamp = activation
                .clamp()
                .orElseThrow(() -> new IllegalArgumentException(
                        tensor.name() + ": " + activation.kind() + " is not a clamp of stored numbers"));
        return whole.within(
                Rounding.halfAwayFromZero((float) clamp.least() / scale),
                Rounding.halfAwayFromZero((float) clamp.most() / scale));
    }

    /// The part of the range that lies between two distances from the zero point, whole or infinite.
    private OutputRange within(double lowest, double highest) {
        return new OutputRange(
                zeroPoint, (int) Math.max(min, zeroPoint + lowest), (int) Math.min(max, zeroPoint + highest));
    }

    /// Least number that a format stores.
    public static long least(NumberFormat format) {
        return switch (format.kind()) {
            case SIGNED -> -(1L << (integerBits(format) - 1));
            case UNSIGNED -> 0;
            case BIPOLAR, TERNARY -> -1;
            case FLOAT -> throw new IllegalArgumentException(format.typeName() + " is not an integer format");
        };
    }

    /// Greatest number that a format stores.
    public static long most(NumberFormat format) {
        return switch (format.kind()) {
            case SIGNED -> (1L << (integerBits(format) - 1)) - 1;
            case UNSIGNED -> (1L << integerBits(format)) - 1;
            case BIPOLAR, TERNARY -> 1;
            case FLOAT -> throw new IllegalArgumentException(format.typeName() + " is not an integer format");
        };
    }

    /// The greatest distance of a stored number from the zero point.
    public static long farthest(Tensor tensor) {
        int zeroPoint = tensor.quantisation().zeroPoint(0);
        return Math.max(most(tensor.format()) - zeroPoint, zeroPoint - least(tensor.format()));
    }

    private static int integerBits(NumberFormat format) {
        if (format.bits() > 32) {
            throw new IllegalArgumentException(
                    "at most 32 bits can be stored, but the format was " + format.typeName());
        }
        return format.bits();
    }

    /// The stored number of a value on the output's scale.
    public int store(int value) {
        return Math.clamp((long) zeroPoint + value, min, max);
    }

    /// The stored number nearest to a real value on the output's scale, half away from zero. What is no number is 0.
    public int nearest(double value) {
        double distance = Math.clamp(Rounding.halfAwayFromZero(value), -0x1p40, 0x1p40);
        return Math.clamp((long) distance + zeroPoint, min, max);
    }
}
