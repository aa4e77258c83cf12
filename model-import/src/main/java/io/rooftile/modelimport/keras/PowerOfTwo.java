package io.rooftile.modelimport.keras;

import java.util.OptionalDouble;

/// QKeras' `quantized_po2` and `quantized_relu_po2`: the nearest power of two. Source: QKeras,
/// qkeras/quantizers.py, `_clip_power_of_two` and `_get_min_max_exponents`.
///
/// @param least exponent
/// @param most exponent
/// @param greatest value that is not clipped
/// @param quadratic whether exponents are even, so that a square root is a power of two as well
/// @param signed whether negative values keep their sign; they are clipped to 0 otherwise
record PowerOfTwo(int least, int most, double greatest, boolean quadratic, boolean signed) {
    /// Smaller magnitudes count as 0.
    private static final double EPSILON = 1e-7;

    /// More exponent bits leave the range of float32.
    private static final int MOST_BITS = 8;

    /// Reads the arguments.
    static PowerOfTwo of(Quantiser quantiser) throws RefusedLayerException {
        KerasConfig config = quantiser.config();
        boolean signed = quantiser.name().equals("quantized_po2");
        OptionalDouble limit = config.find("max_value").isPresent()
                ? OptionalDouble.of(config.number("max_value"))
                : OptionalDouble.empty();
        boolean signOfExponent = limit.isEmpty() || limit.getAsDouble() > 1;
        int exponentBits = quantiser.bits() - (signed ? 1 : 0) - (signOfExponent ? 1 : 0);
        if (quantiser.bits() > MOST_BITS || exponentBits < 0 || (limit.isPresent() && !(limit.getAsDouble() > 0))) {
            throw new RefusedLayerException(
                    quantiser.name() + " with " + quantiser.bits() + " bits and this max_value is not possible",
                    "use 2 to " + MOST_BITS + " bits and a positive max_value");
        }
        if (!config.textOr("rnd", "log2_rounding").equals("rnd") || config.numberOr(0, "negative_slope") != 0) {
            throw new RefusedLayerException(
                    quantiser.name() + " with log2_rounding or negative_slope is not known", "use neither");
        }
        boolean quadratic = config.flagOr(false, "quadratic_approximation");
        int most = (1 << exponentBits) - 1;
        return new PowerOfTwo(
                -(1 << exponentBits),
                quadratic ? most / 2 * 2 : most,
                limit.orElse(Double.POSITIVE_INFINITY),
                quadratic,
                signed);
    }

    /// The exponent for a weight.
    int exponent(double weight) {
        double magnitude = signed ? Math.abs(weight) : Math.max(0, weight);
        if (magnitude < EPSILON) {
            return least;
        }
        double clipped = Math.min(magnitude, greatest);
        double exponent = Math.rint(log2(quadratic ? Math.sqrt(clipped) : clipped));
        return (quadratic ? 2 : 1) * (int) Math.clamp(exponent, least, most);
    }

    /// The greatest exponent that a weight can get.
    int greatestExponent() {
        return exponent(Double.MAX_VALUE);
    }

    /// The number that QKeras computes with.
    double value(double weight) {
        return Math.scalb(signed && weight < 0 ? -1.0 : 1.0, exponent(weight));
    }

    static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
