package io.rooftile.modelimport.passes;

import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Arithmetic with stored operands that are real numbers, known or not: what is computed of an unknown is
/// unknown. Sums and products are taken in double and rounded once.
final class RealConstants {
    private RealConstants() {}

    /// Whether a constant is of real numbers, so that others may take its place. Integers and binary weights
    /// are not: the change would cost the hardware their width.
    static boolean isReal(Constant constant) {
        boolean plain =
                switch (constant.values()) {
                    case Values.Floats _, Values.Absent _ -> true;
                    case Values.Bytes _, Values.Ints _, Values.Longs _ -> false;
                };
        return plain && isReal(constant.tensor());
    }

    /// Whether a tensor is of real numbers.
    static boolean isReal(Tensor tensor) {
        return tensor.format().isFloat() && tensor.quantisation().equals(Quantisation.NONE);
    }

    /// Whether there is one number, or one for each channel, so that broadcasting gives one per channel.
    static boolean isPerChannel(Constant constant, int channels) {
        return constant.elements() == 1
                || (constant.elements() == channels && constant.shape().channels() == channels);
    }

    /// The number that belongs to a channel of a constant that is per channel.
    static double at(Constant constant, int channel) {
        return switch (constant.values()) {
            case Values.Floats floats -> floats.data()[floats.data().length == 1 ? 0 : channel];
            case Values.Bytes _, Values.Ints _, Values.Longs _, Values.Absent _ ->
                throw new IllegalArgumentException(
                        "constant " + constant.tensor().name() + " must have real values, but had "
                                + constant.values().getClass().getSimpleName());
        };
    }

    /// The same, 0 where there is no constant.
    static double atOrZero(@Nullable Constant constant, int channel) {
        return constant == null ? 0 : at(constant, channel);
    }

    /// A constant whose elements are computed of others; absent when one of those is.
    static Constant computed(String name, Shape shape, List<Constant> operands, IntToDoubleFunction element) {
        Tensor tensor = new Tensor(name, shape, NumberFormat.FLOAT32, Quantisation.NONE);
        if (!operands.stream().allMatch(operand -> operand.values().isPresent())) {
            return Constant.absent(tensor);
        }
        float[] values = new float[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) element.applyAsDouble(i);
        }
        return new Constant(tensor, new Values.Floats(values));
    }

    /// The same number for all channels.
    static Constant uniform(String name, int channels, double value) {
        return computed(name, Shape.of(channels), List.of(), i -> value);
    }
}
