package io.rooftile.quantization.numerics;

/// `x * clamp(x + 3, 0, 6) / 6` of 8-bit numbers in 16-bit fixed point.
///
/// Source: TensorFlow Lite, `HardSwish` in `tensorflow/lite/kernels/internal/reference/hard_swish.h`, and its
/// preparation in `tensorflow/lite/kernels/activations.cc`.
///
/// @param inputZeroPoint stored number of the real value 0
/// @param outputMultiplier 16-bit fraction that with `2^outputShift` takes 1/128 of an input step to the output's
/// scale
/// @param outputShift 0 or negative
/// @param gateMultiplier 16-bit fraction that with `2^gateShift` takes it to a scale on which 3 is `2^15`
/// @param range of the output
public record HardSwishFunction(
        int inputZeroPoint,
        int outputMultiplier,
        int outputShift,
        int gateMultiplier,
        int gateShift,
        OutputRange range) {
    /// Places to the left that leave 8-bit differences within 16 bits.
    private static final int HEADROOM_BITS = 7;

    private static final int FRACTION_BITS = 15;

    /// The function between two scales, of which all is prepared in float32.
    ///
    /// @throws IllegalArgumentException when the output's scale is finer than 1/128 of the input's
    public static HardSwishFunction of(float inputScale, int inputZeroPoint, float outputScale, OutputRange range) {
        float fineScale = inputScale / (1 << HEADROOM_BITS);
        FixedPointMultiplier output = FixedPointMultiplier.of(fineScale / outputScale);
        FixedPointMultiplier gate = FixedPointMultiplier.of(fineScale / (3f / 32768f));
        if (output.shift() > 0) {
            throw new IllegalArgumentException(
                    "the output's scale " + outputScale + " is finer than 1/128 of the input's " + inputScale);
        }
        return new HardSwishFunction(
                inputZeroPoint,
                upperHalf(output.multiplier()),
                output.shift(),
                upperHalf(gate.multiplier()),
                gate.shift(),
                range);
    }

    private static int upperHalf(int multiplier) {
        return multiplier >= Integer.MAX_VALUE - (1 << 15) ? Short.MAX_VALUE : (multiplier + (1 << 15)) >> 16;
    }

    /// The stored output of a stored input.
    public int of(int stored) {
        int fine = (stored - inputZeroPoint) << HEADROOM_BITS;
        int scaled = product(fine, outputMultiplier);
        // Saturated to -1 to 1, then moved to 0 to 1.
        int gate = fine;
        if (gateShift > 0) {
            gate = shiftedLeft(gate, gateShift - 1);
        }
        gate = product(gate, gateMultiplier);
        if (gateShift > 0) {
            gate = shiftedLeft(gate, 1);
        } else {
            gate = Fractions.shiftedRight(gate, -gateShift);
        }
        gate = (gate + (1 << FRACTION_BITS)) >> 1;
        // Division truncates towards zero, as the source does.
        int gated = gate * scaled / (1 << FRACTION_BITS);
        return range.store(Fractions.shiftedRight(gated, -outputShift));
    }

    private static int product(int a, int b) {
        return (a * b + (1 << (FRACTION_BITS - 1))) >> FRACTION_BITS;
    }

    private static int shiftedLeft(int value, int places) {
        return Math.clamp((long) value << places, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
