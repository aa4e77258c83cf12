package io.rooftile.quantization.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SoftmaxFunctionTest {
    @Test
    void equalInputs_shareEqually() {
        int[] outputs = new int[4];
        SoftmaxFunction.of(0.1, 1, -128).apply(new int[] {7, 7, 7, 7}, outputs);
        // A quarter of 256 steps above the least.
        assertArrayEquals(new int[] {-64, -64, -64, -64}, outputs);
    }

    @Test
    void oneFarAboveTheRest_takesAll() {
        int[] outputs = new int[3];
        SoftmaxFunction.of(1, 1, 0).apply(new int[] {-128, 127, -128}, outputs);
        // 1 is 256 steps, which is one more than there are.
        assertArrayEquals(new int[] {0, 255, 0}, outputs);
    }

    @Test
    void bytes_areWithinOneStepOfTheRealFunction() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 2000; i++) {
            double scale = random.nextDouble(0.005, 0.2);
            double beta = random.nextDouble(0.5, 2);
            int[] stored = random.ints(random.nextInt(1, 20), -128, 128).toArray();
            int[] outputs = new int[stored.length];
            SoftmaxFunction.of(scale, beta, -128).apply(stored, outputs);
            double[] real = real(stored, scale * beta);
            for (int c = 0; c < stored.length; c++) {
                assertEquals(Math.min(real[c] * 256 - 128, 127), outputs[c], 1);
            }
        }
    }

    /// The table of the exponential ends at exp(-10), which is a step of 2^-15 and not 0, for every element; 4 steps
    /// more are roundings.
    @Test
    void words_areNearTheRealFunction() {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 2000; i++) {
            float scale = random.nextFloat(1e-5f, 2e-4f);
            int[] row = random.ints(random.nextInt(1, 20), -32768, 32768).toArray();
            double[] real = real(row, scale);
            WideSoftmaxFunction.of(scale, 1).apply(row);
            for (int c = 0; c < row.length; c++) {
                assertEquals(real[c] * 32768, row[c], 4 + row.length);
            }
        }
    }

    private static double[] real(int[] stored, double factor) {
        int max = Arrays.stream(stored).max().orElseThrow();
        double[] powers = Arrays.stream(stored)
                .mapToDouble(x -> Math.exp((x - max) * factor))
                .toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }
}
