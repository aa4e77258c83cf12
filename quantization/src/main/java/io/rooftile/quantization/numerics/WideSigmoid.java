package io.rooftile.quantization.numerics;

/// The logistic function and the hyperbolic tangent of 16-bit numbers, with 256 entries of the logistic function of 0
/// to 255/24 and straight lines between them. Outputs are on a scale of 2^-15 with zero point 0.
///
/// Source: TensorFlow Lite, `Logistic` and `Tanh` in `tensorflow/lite/kernels/internal/reference/integer_ops`, and
/// their preparation in `tensorflow/lite/kernels/activations.cc`.
///
/// @param multiplier with `right`: takes a stored input to steps of 1/(4096 * 3), the 512th part of an entry's
/// @param right places to the right after it is multiplied
public record WideSigmoid(int multiplier, int right) {
    private static final int ENTRIES = 256;
    private static final double ENTRIES_PER_UNIT = 24;
    private static final int[] TABLE = table();

    /// The functions of inputs of a scale.
    public static WideSigmoid of(double inputScale) {
        double factor = inputScale * 4096 * 3;
        int right = 0;
        while (factor <= Short.MAX_VALUE / 2.0 && right <= 30) {
            factor *= 2;
            right++;
        }
        return new WideSigmoid((int) factor, right);
    }

    /// Entries lie off the function by half of what the straight line between two of them errs in the middle, which is
    /// an eighth of the second derivative times the square of the distance.
    private static int[] table() {
        int[] table = new int[ENTRIES];
        double distance = 1 / ENTRIES_PER_UNIT;
        for (int i = 0; i < ENTRIES; i++) {
            double s = 1 / (1 + Math.exp(-i * distance));
            double secondDerivative = s * (1 - s) * (1 - 2 * s);
            table[i] = (int) Math.floor(65536 * (s - secondDerivative * distance * distance / 16) + 0.5);
        }
        table[ENTRIES - 1] = 65535;
        return table;
    }

    /// The stored logistic function of a stored input.
    public int logistic(int x) {
        int value = scaled(x);
        int upper = interpolated(Math.abs(value), 9, 0x7FFF << 10);
        return (value >= 0 ? upper + (1 << 9) : (1 << 25) - upper + (1 << 9) - 1) >> 10;
    }

    /// The stored hyperbolic tangent of a stored input: `tanh(x) = 2 * logistic(2x) - 1`.
    public int tanh(int x) {
        int value = scaled(x);
        int upper = interpolated(Math.abs(value), 8, 0xFFFF << 8);
        return (value >= 0 ? upper - (1 << 23) + (1 << 7) : -upper + (1 << 23) + (1 << 7) - 1) >> 8;
    }

    private int scaled(int x) {
        return (x * multiplier + (right > 0 ? 1 << (right - 1) : 0)) >> right;
    }

    private static int interpolated(int magnitude, int intervalBits, int saturated) {
        int entry = magnitude >> intervalBits;
        if (entry >= ENTRIES - 1) {
            return saturated;
        }
        int inside = magnitude & ((1 << intervalBits) - 1);
        return (TABLE[entry] << intervalBits) + inside * (TABLE[entry + 1] - TABLE[entry]);
    }
}
