package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Values;

/// Non-zero digits of constants: a multiplication by a constant is one addition per non-zero digit of its canonical
/// signed-digit form.
///
/// Source: G. W. Reitwiesner, Binary Arithmetic, Advances in Computers 1, 1960: a random number of `n` bits has
/// `n/3 + 1/9` non-zero digits on average.
final class WeightDigits {
    /// More weights than this never fit as constants, so their digits are not counted but expected.
    private static final long MOST_COUNTED = 1 << 20;

    private WeightDigits() {}

    /// Mean digits of a stage's weights; 0 for a stage without weights.
    static double perWeight(StageShape shape, int bits) {
        Constant weights = shape.weights();
        if (weights == null || !shape.hasWeights()) {
            return 0;
        }
        return weights.elements() > MOST_COUNTED ? expected(bits) : mean(weights, bits);
    }

    /// Digits of one number: the bits set in `3n xor n`.
    static int of(long value) {
        return Long.bitCount((3 * value) ^ value);
    }

    /// What to expect of one unknown weight.
    static double expected(int bits) {
        return bits / 3.0 + 1.0 / 9.0;
    }

    /// Mean over a layer's weights; real ones are scaled so that the largest fills the bits, unknown ones are expected
    /// to be random.
    static double mean(Constant weights, int bits) {
        long total =
                switch (weights.values()) {
                    case Values.Bytes bytes -> {
                        long sum = 0;
                        for (byte value : bytes.data()) {
                            sum += of(value);
                        }
                        yield sum;
                    }
                    case Values.Ints ints -> {
                        long sum = 0;
                        for (int value : ints.data()) {
                            sum += of(value);
                        }
                        yield sum;
                    }
                    case Values.Longs longs -> {
                        long sum = 0;
                        for (long value : longs.data()) {
                            sum += of(value);
                        }
                        yield sum;
                    }
                    case Values.Floats floats -> ofReal(floats.data(), bits);
                    case Values.Absent _ -> -1;
                };
        return total < 0 ? expected(bits) : (double) total / weights.elements();
    }

    private static long ofReal(float[] data, int bits) {
        float largest = 0;
        for (float value : data) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (!(largest > 0) || Float.isInfinite(largest)) {
            return 0;
        }
        double scale = Math.max(1, (1L << (bits - 1)) - 1) / (double) largest;
        long sum = 0;
        for (float value : data) {
            sum += of(Math.round(value * scale));
        }
        return sum;
    }
}
