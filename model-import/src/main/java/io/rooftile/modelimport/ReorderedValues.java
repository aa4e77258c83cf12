package io.rooftile.modelimport;

import io.rooftile.core.network.Values;
import java.util.function.IntUnaryOperator;

/// Stored numbers in another order.
public final class ReorderedValues {
    private ReorderedValues() {}

    /// As many numbers as before, each as it was; numbers that are not known stay so.
    ///
    /// @param source where in the old order element `i` of the new one is
    public static Values of(Values values, IntUnaryOperator source) {
        return switch (values) {
            case Values.Floats floats -> {
                float[] from = floats.data();
                float[] to = new float[from.length];
                for (int i = 0; i < to.length; i++) {
                    to[i] = from[source.applyAsInt(i)];
                }
                yield new Values.Floats(to);
            }
            case Values.Bytes bytes -> {
                byte[] from = bytes.data();
                byte[] to = new byte[from.length];
                for (int i = 0; i < to.length; i++) {
                    to[i] = from[source.applyAsInt(i)];
                }
                yield new Values.Bytes(to);
            }
            case Values.Ints ints -> {
                int[] from = ints.data();
                int[] to = new int[from.length];
                for (int i = 0; i < to.length; i++) {
                    to[i] = from[source.applyAsInt(i)];
                }
                yield new Values.Ints(to);
            }
            case Values.Longs longs -> {
                long[] from = longs.data();
                long[] to = new long[from.length];
                for (int i = 0; i < to.length; i++) {
                    to[i] = from[source.applyAsInt(i)];
                }
                yield new Values.Longs(to);
            }
            case Values.Absent absent -> absent;
        };
    }
}
