package io.rooftile.quantization.posttraining;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Quantisation;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Stored weights and biases of a dense layer of three inputs and two outputs, by hand.
final class WeightQuantiserTest {
    private static final Constant WEIGHTS = Constant.real("w", Shape.of(2, 3), 0.7f, -0.33f, 0.1f, 1.4f, 0.5f, -0.2f);
    private static final Constant BIAS = Constant.real("b", Shape.of(2), 0.12f, -0.3f);
    private static final Tensor INPUT =
            new Tensor("x", Shape.of(1, 3), NumberFormat.INT8, Quantisation.perTensor(0.25, -3));
    private static final double[] MEANS = {1, 10, 100};

    private static WeightQuantiser quantiser(boolean isPerChannel, boolean correctsBias) {
        return new WeightQuantiser(new QuantisationScheme(
                Requantisation.EXACT, isPerChannel, RangeMethod.MIN_MAX, RangeMethod.MIN_MAX, correctsBias));
    }

    private static int[] ints(Constant constant) {
        return ((Values.Ints) constant.values()).data();
    }

    private static long[] longs(Parameters parameters) {
        return ((Values.Longs) Objects.requireNonNull(parameters.bias()).values()).data();
    }

    @Test
    void perChannel_eachHasItsScaleAndTheBiasTheProducts() {
        Parameters made = quantiser(true, false).of(new Parameters(WEIGHTS, BIAS), INPUT, 4, MEANS, 1);

        // -7 to 7: scales 0.7/7 and 1.4/7; -0.33 is 3.3 steps, 0.5 is 2.5 of 0.2, rounded up in float32.
        Tensor weights = made.weights().tensor();
        assertEquals(NumberFormat.signed(4), weights.format());
        assertEquals(
                List.of((double) 0.1f, (double) 0.2f), weights.quantisation().scales());
        assertArrayEquals(new int[] {7, -3, 1, 7, 2, -1}, ints(made.weights()));
        // 0.12 / 0.025 = 4.8; -0.3 / 0.05 = -6.
        assertArrayEquals(new long[] {5, -6}, longs(made));
        assertEquals(
                NumberFormat.INT32, Objects.requireNonNull(made.bias()).tensor().format());
        assertEquals(0.25 * 0.1f, made.bias().tensor().quantisation().scale(0));
    }

    @Test
    void perTensor_allShareOneScale() {
        Parameters made = quantiser(false, false).of(new Parameters(WEIGHTS, BIAS), INPUT, 4, MEANS, 1);

        assertEquals(
                List.of((double) 0.2f), made.weights().tensor().quantisation().scales());
        // 0.7f is a little less than 3.5 times 0.2f, 0.1f is half of it and rounds up; -1.65.
        assertArrayEquals(new int[] {3, -2, 1, 7, 2, -1}, ints(made.weights()));
        assertArrayEquals(new long[] {2, -6}, longs(made));
    }

    @Test
    void biasCorrection_takesOffTheMeanErrorOfRoundedWeights() {
        Parameters made = quantiser(true, true).of(new Parameters(WEIGHTS, BIAS), INPUT, 4, MEANS, 1);

        // Channel 0: -0.3 stands for -0.33, 0.03 too much, times 10: 0.12 - 0.3 = -0.18, / 0.025 = -7.2.
        // Channel 1: 0.4 stands for 0.5, 0.1 too little, times 10: -0.3 + 1 = 0.7, / 0.05 = 14.
        assertArrayEquals(new long[] {-7, 14}, longs(made));
    }

    @Test
    void biasCorrection_ofGroups_takesEachGroupsMeans() {
        // Two groups of one channel, 1 x 2 taps: errors -0.1 x (mean 10) per group 1 only.
        Constant weights = Constant.real("w", Shape.of(2, 1, 2, 1), 0.7f, 0.1f, 0.7f, -0.33f);
        Parameters made = quantiser(true, true).of(new Parameters(weights, null), INPUT, 4, new double[] {1000, 10}, 2);

        // Group 1: 0.03 x 10 off, / 0.025.
        assertArrayEquals(new long[] {0, -12}, longs(made));
    }

    @Test
    void noBias_staysNoneWhenNothingIsCorrected() {
        assertNull(quantiser(true, false)
                .of(new Parameters(WEIGHTS, null), INPUT, 4, MEANS, 1)
                .bias());
    }

    @Test
    void biasOfAZeroChannel_fitsASum() {
        Constant weights = Constant.real("w", Shape.of(2, 3), 0, 0, 0, 0.7f, 0.7f, 0.7f);
        Constant bias = Constant.real("b", Shape.of(2), 1e6f, 0.1f);
        Parameters made = quantiser(true, true).of(new Parameters(weights, bias), INPUT, 8, MEANS, 1);

        assertArrayEquals(new int[3], Arrays.copyOf(ints(made.weights()), 3));
        assertTrue(longs(made)[0] <= 1L << 30, () -> "stored as " + longs(made)[0]);
        Constant stored = Objects.requireNonNull(made.bias());
        double real = longs(made)[0] * stored.tensor().quantisation().scale(0);
        assertEquals(1e6, real, 1e-2);
    }

    @Test
    void trainedWeights_areKeptAndOnlyTheBiasIsStored() {
        Tensor ternary = new Tensor(
                "w", Shape.of(2, 3), new NumberFormat(NumberFormat.Kind.TERNARY, 2), Quantisation.perTensor(0.5, 0));
        Constant weights =
                new Constant(ternary, new Values.Bytes((byte) 1, (byte) 0, (byte) -1, (byte) 1, (byte) 1, (byte) 0));

        Parameters made = quantiser(true, true).of(new Parameters(weights, BIAS), INPUT, 4, MEANS, 1);

        assertEquals(weights, made.weights());
        // / (0.25 x 0.5): 0.96 and -2.4.
        assertArrayEquals(new long[] {1, -2}, longs(made));
    }

    @Test
    void operand_takesTheNumbersItIsComparedWith() {
        Constant made = WeightQuantiser.operand(Constant.real("c", Shape.of(3), 0.6f, -100, 100), INPUT);

        // 0.6 / 0.25 = 2.4, -3 is 0; what lies beyond is clipped.
        assertArrayEquals(new int[] {-1, -128, 127}, ints(made));
        assertEquals(INPUT.quantisation(), made.tensor().quantisation());
    }
}
