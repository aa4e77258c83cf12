package io.rooftile.quantization.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sigmoids of 16-bit numbers and the hard swish of 8-bit ones against the real functions.
final class CurvesTest {
    @ParameterizedTest
    @ValueSource(doubles = {0x1p-12, 1e-4, 3.3e-4})
    void sigmoids_areWithinFourStepsOfTheRealOnes(double scale) {
        WideSigmoid sigmoid = WideSigmoid.of(scale);
        // The multiplier of 14 to 15 bits leaves 2^-14 of the input, which at x = 1.2 is most felt.
        double error = 4;
        for (int x = -32768; x < 32768; x++) {
            double real = x * scale;
            assertEquals(Math.min(32768 / (1 + Math.exp(-real)), 32767), sigmoid.logistic(x), error);
            assertEquals(Math.min(32768 * Math.tanh(real), 32767), sigmoid.tanh(x), error);
        }
    }

    @Test
    void hardSwish_isWithinTwoStepsOfTheRealOne() {
        OutputRange range = new OutputRange(-30, -128, 127);
        float inputScale = 0.05f;
        float outputScale = 0.04f;
        HardSwishFunction function = HardSwishFunction.of(inputScale, 4, outputScale, range);
        for (int x = -128; x < 128; x++) {
            double real = (x - 4) * (double) inputScale;
            double swish = real * Math.clamp(real + 3, 0, 6) / 6;
            assertEquals(Math.clamp(swish / outputScale - 30, -128, 127), function.of(x), 2);
        }
    }

    @Test
    void hardSwish_toAFarFinerScale_isRefused() {
        OutputRange range = new OutputRange(0, -128, 127);
        assertThrows(IllegalArgumentException.class, () -> HardSwishFunction.of(1f, 0, 0.007f, range));
    }
}
