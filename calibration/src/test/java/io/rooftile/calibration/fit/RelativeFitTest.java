package io.rooftile.calibration.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class RelativeFitTest {
    @Test
    void factorsThatMadeTheFigures_areFound_andOneWrongRowChangesNothing() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        double[] factors = {0.7, 1.4, 0};
        double[][] amounts = new double[60][3];
        double[] figures = new double[60];
        for (int row = 0; row < 60; row++) {
            for (int column = 0; column < 3; column++) {
                amounts[row][column] = random.nextDouble(10, 1_000);
            }
            figures[row] = RelativeFit.product(amounts[row], factors);
        }
        assertArrayEquals(factors, RelativeFit.of(amounts, figures, 0), 1e-6);
        figures[17] *= 3;
        assertArrayEquals(factors, RelativeFit.of(amounts, figures, 0), 0.02);
    }

    @Test
    void factorOfNoRow_isAsExpected_orNothing() {
        double[][] amounts = {{100, 0}, {300, 0}};
        double[] figures = {150, 450};
        assertArrayEquals(new double[] {1.5, 0}, RelativeFit.of(amounts, figures, 0), 1e-9);
        double[] held = RelativeFit.of(amounts, figures, 0.05);
        assertEquals(1, held[1], 1e-9);
        assertEquals(1.5, held[0], 0.01);
    }
}
