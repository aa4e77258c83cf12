package io.rooftile.quantization.numerics;

/// Softmax in integers with 16-bit inputs and outputs; outputs are on a scale of 2^-15 from 0 on.
///
/// Source: TensorFlow Lite, `SoftmaxInt16` in `tensorflow/lite/kernels/internal/reference/softmax.h`, and its
/// preparation in `tensorflow/lite/kernels/activations.cc`.
///
/// @param scaler takes a difference of stored inputs to steps of 10/65535
/// @param exp of the values -10 to 0
/// @param reciprocal `1 / (1 + x)` of the values 0 to 1
public record WideSoftmaxFunction(FixedPointMultiplier scaler, InterpolatedTable exp, InterpolatedTable reciprocal) {
    private static final double LEAST_EXPONENT = -10;

    /// The softmax of inputs of a scale.
    ///
    /// @param inputScale real value of one step of the stored input, in float32 as in the file
    /// @param beta factor of the input
    public static WideSoftmaxFunction of(float inputScale, float beta) {
        return new WideSoftmaxFunction(
                FixedPointMultiplier.of(inputScale * beta / (-LEAST_EXPONENT / 65535.0)),
                InterpolatedTable.of(Math::exp, LEAST_EXPONENT, 0),
                InterpolatedTable.of(x -> 1 / (1 + x), 0, 1));
    }

    /// Replaces stored inputs by stored outputs.
    public void apply(int[] row) {
        int max = Short.MIN_VALUE;
        for (int value : row) {
            max = Math.max(max, value);
        }
        int sum = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = exp.of(sixteenBits((long) scaler.narrow(row[i] - max) + Short.MAX_VALUE));
            sum += row[i];
        }
        // sum = (1 + x) * 2^(30 - headroom) with 0 <= x < 1; x has 16 bits for the table.
        int headroom = Integer.numberOfLeadingZeros(sum);
        long scaled = (((long) sum << (headroom - 1)) + (1 << 13)) >> 14;
        int inverse = reciprocal.of(sixteenBits(scaled - (1 << 15) - (1 << 16)));
        int places = 31 - headroom;
        for (int i = 0; i < row.length; i++) {
            long product = (long) row[i] * inverse;
            row[i] = Math.clamp((product + (1L << (places - 1))) >> places, 0, Short.MAX_VALUE);
        }
    }

    private static int sixteenBits(long value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
