package io.rooftile.quantization.numerics;

/// Softmax in 32-bit integers with 8-bit outputs of scale 1/256.
///
/// Source: TensorFlow Lite, `Softmax` in `tensorflow/lite/kernels/internal/reference/softmax.h`.
///
/// @param scaler takes a difference of stored inputs to a fraction of 5 integer bits
/// @param leastDifference differences below it contribute nothing
/// @param least least stored output
public record SoftmaxFunction(FixedPointMultiplier scaler, int leastDifference, int least) {
    private static final int SCALED_INTEGER_BITS = 5;
    private static final int SUM_INTEGER_BITS = 12;
    private static final int OUTPUT_BITS = 8;

    /// The softmax of inputs of a scale.
    ///
    /// @param inputScale real value of one step of the stored input
    /// @param beta factor of the input
    /// @param least stored number of output 0
    public static SoftmaxFunction of(double inputScale, double beta, int least) {
        double factor = Math.min(beta * inputScale * (1L << (31 - SCALED_INTEGER_BITS)), Integer.MAX_VALUE);
        FixedPointMultiplier scaler = FixedPointMultiplier.of(factor);
        double radius = ((1 << SCALED_INTEGER_BITS) - 1)
                * Math.scalb(1.0, 31 - SCALED_INTEGER_BITS)
                / Math.scalb(1.0, scaler.shift());
        return new SoftmaxFunction(scaler, (int) -Math.floor(radius), least);
    }

    /// The stored outputs of stored inputs, into `outputs`.
    public void apply(int[] stored, int[] outputs) {
        int max = Integer.MIN_VALUE;
        for (int value : stored) {
            max = Math.max(max, value);
        }
        int sum = 0;
        for (int value : stored) {
            if (value - max >= leastDifference) {
                sum += Fractions.shiftedRight(exp(value - max), SUM_INTEGER_BITS);
            }
        }
        int headroom = Integer.numberOfLeadingZeros(sum);
        int scale = Fractions.reciprocalOfOnePlus((sum << headroom) - Integer.MIN_VALUE);
        int places = SUM_INTEGER_BITS - headroom + 31 - OUTPUT_BITS;
        int most = least + (1 << OUTPUT_BITS) - 1;
        for (int i = 0; i < stored.length; i++) {
            int difference = stored[i] - max;
            outputs[i] = difference < leastDifference
                    ? least
                    : Math.clamp(
                            (long) Fractions.shiftedRight(Fractions.product(scale, exp(difference)), places) + least,
                            least,
                            most);
        }
    }

    private int exp(int difference) {
        return Fractions.expOfNegative(scaler.narrow(difference));
    }
}
