package io.rooftile.quantization.posttraining;

import static io.rooftile.core.design.Requantisation.EXACT;
import static io.rooftile.core.design.Requantisation.POWER_OF_TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.core.network.NumberFormat;
import io.rooftile.core.network.Quantisation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Scales against formulas worked out by hand.
final class ScalesTest {
    private static Histogram histogram(double min, double max, float... values) {
        Histogram histogram = new Histogram(min, max);
        histogram.add(new float[][] {values}, values.length);
        return histogram;
    }

    /// So many equal numbers and one other.
    private static Histogram outlier(int count, float value, float other) {
        float[] values = new float[count + 1];
        Arrays.fill(values, value);
        values[count] = other;
        return histogram(0, other, values);
    }

    @Test
    void signedActivations_takeTheWholeRangeAndAZeroPoint() {
        // 4 bits, -8 to 7, over -1 to 2: steps of 3 / 15; -1 is 5 steps below the zero point, which is -8 + 5.
        Scales.Choice choice = new Scales(EXACT, RangeMethod.MIN_MAX).ofActivations(histogram(-1, 2, -1, 0.5f, 2), 4);

        assertEquals(NumberFormat.signed(4), choice.format());
        assertEquals(Quantisation.perTensor(0.2f, -3), choice.quantisation());
    }

    @Test
    void nonNegativeActivations_areUnsigned() {
        Scales.Choice choice = new Scales(EXACT, RangeMethod.MIN_MAX).ofActivations(histogram(0.5, 6, 0.5f, 6), 3);

        assertEquals(NumberFormat.unsigned(3), choice.format());
        assertEquals(Quantisation.perTensor((float) (6.0 / 7), 0), choice.quantisation());
    }

    @Test
    void negativeActivations_keepZeroAmongTheirNumbers() {
        // -6 to 0 in 15 steps: 0 is the greatest number.
        Scales.Choice choice = new Scales(EXACT, RangeMethod.MIN_MAX).ofActivations(histogram(-6, -3, -6, -3), 4);

        assertEquals(Quantisation.perTensor(0.4f, 7), choice.quantisation());
    }

    @Test
    void activationsOfManyBits_areAroundZero() {
        // 9 bits, -256 to 255: -4 / -256 is finer than 3.99 / 255.
        Scales.Choice choice = new Scales(EXACT, RangeMethod.MIN_MAX).ofActivations(histogram(-4, 3.99, -4, 3.99f), 9);

        assertEquals(Quantisation.perTensor((float) (3.99 / 255), 0), choice.quantisation());
    }

    @Test
    void powersOfTwo_areRoundedUpAndHaveNoZeroPoint() {
        Scales scales = new Scales(POWER_OF_TWO, RangeMethod.MIN_MAX);

        // 2 / 7 is between 1/4 and 1/2; 1.75 / 7 is 1/4 itself; -1.1 / -8 decides over 0.8 / 7.
        assertEquals(
                Quantisation.perTensor(0.5, 0),
                scales.ofActivations(histogram(-1, 2, -1, 2), 4).quantisation());
        assertEquals(
                Quantisation.perTensor(0.25, 0),
                scales.ofActivations(histogram(-1, 1.75, -1, 1.75f), 4).quantisation());
        assertEquals(
                Quantisation.perTensor(0.25, 0),
                scales.ofActivations(histogram(-1.1, 0.8, -1.1f, 0.8f), 4).quantisation());
    }

    @Test
    void zerosOnly_haveAScale() {
        Scales.Choice choice = new Scales(EXACT, RangeMethod.LEAST_SQUARES).ofActivations(histogram(0, 0, 0, 0), 8);

        assertEquals(Quantisation.perTensor((float) (1.0 / 255), 0), choice.quantisation());
    }

    @Test
    void percentile_leavesTheFarthestOut() {
        // 0.01 % of 20,001 numbers are 2; the one outlier is cut, and the range ends with the bin that holds 1.
        Histogram histogram = outlier(20_000, 1.5f, 2048);

        Scales.Choice choice = new Scales(EXACT, RangeMethod.PERCENTILE).ofActivations(histogram, 8);

        assertEquals(Quantisation.perTensor((float) (2.0 / 255), 0), choice.quantisation());
    }

    @Test
    void leastSquares_clipsARareOutlier() {
        // 2 bits, 0 to 3: steps of 3/3 put 600 numbers at 0.6 off by 0.4 each; part 0.6 has them exact, and costs 1.2
        // for the one outlier.
        Histogram histogram = outlier(600, 0.6f, 3);

        Scales.Choice choice = new Scales(EXACT, RangeMethod.LEAST_SQUARES).ofActivations(histogram, 2);

        assertEquals(0.6, choice.quantisation().scale(0), 1e-6);
    }

    @Test
    void weights_areSymmetric() {
        float[] weights = {9, -0.7f, 0.1f, 0.35f, -9};

        assertEquals(0.1f, new Scales(EXACT, RangeMethod.MIN_MAX).ofWeights(weights, 1, 4, 4, 0));
        assertEquals(0.125, new Scales(POWER_OF_TWO, RangeMethod.MIN_MAX).ofWeights(weights, 1, 4, 4, 0));
        assertEquals(0.3f, new Scales(EXACT, RangeMethod.MIN_MAX).ofWeights(weights, 1, 4, 4, 0.3));
        assertEquals(0.5, new Scales(POWER_OF_TWO, RangeMethod.MIN_MAX).ofWeights(weights, 1, 4, 4, 0.3));
    }

    @Test
    void weightsOfZeros_takeTheLayersScale() {
        float[] weights = {0, 0, 0, -7, 3, 1};
        Scales scales = new Scales(EXACT, RangeMethod.LEAST_SQUARES);

        assertEquals(0x7p-16 / 7, scales.ofWeights(weights, 0, 3, 4, 0), 1e-12);
        assertEquals(1f / 7, scales.ofWeights(new float[5], 0, 5, 4, 0));
    }

    @Test
    void weightsByLeastSquares_clipOneOutlierOfMany() {
        // 2 bits, -1 to 1: at scale 1 each of 100 weights of 0.5 is off by 0.5, at 0.5 the outlier alone is.
        float[] weights = new float[101];
        Arrays.fill(weights, 0.5f);
        weights[100] = 1;

        assertEquals(0.5, new Scales(EXACT, RangeMethod.LEAST_SQUARES).ofWeights(weights, 0, 101, 2, 0), 0.03);
        assertEquals(0.5, new Scales(POWER_OF_TWO, RangeMethod.LEAST_SQUARES).ofWeights(weights, 0, 101, 2, 0));
    }
}
