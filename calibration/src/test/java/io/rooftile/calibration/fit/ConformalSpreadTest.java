package io.rooftile.calibration.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.costmodel.Spread;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConformalSpreadTest {
    @Test
    void quantile_byHand() {
        // Rank 0.9 * 10 = 9 of nine: the largest; rank 0.9 * 11 = 9.9 of ten: nine tenths of the way from 9 to 10.
        assertEquals(9, ConformalSpread.quantile(sizes(9)), 1e-12);
        assertEquals(9.9, ConformalSpread.quantile(sizes(10)), 1e-12);
        assertEquals(18, ConformalSpread.quantile(sizes(19)), 1e-12);
        // Rank 5.4 of five: there is none, so the largest.
        assertEquals(5, ConformalSpread.quantile(sizes(5)), 1e-12);
    }

    private static double[] sizes(int count) {
        return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    }

    /// Small designs are three times as far off as large ones; both must be covered, over many made-up families.
    @Test
    void ninetyOfAHundredFurtherDesigns_areInside_smallAndLarge() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        int[] inside = new int[2];
        int[] all = new int[2];
        for (int family = 0; family < 400; family++) {
            Spread spread = ConformalSpread.of(designs(40, random));
            for (Compared design : designs(20, random)) {
                Covered covered = Covered.of(design, spread);
                int size = covered.isLarge() ? 1 : 0;
                all[size]++;
                inside[size] += covered.isInside() ? 1 : 0;
            }
        }
        for (int size = 0; size < 2; size++) {
            double share = (double) inside[size] / all[size];
            assertTrue(share > 0.88 && share < 0.92, "size " + size + ": " + share);
        }
    }

    private static List<Compared> designs(int count, RandomGenerator random) {
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    double predicted = Math.exp(random.nextDouble(Math.log(100), Math.log(10_000)));
                    double deviation = predicted < 1_000 ? 0.15 : 0.05;
                    return new Compared(
                            Integer.toString(number),
                            predicted,
                            predicted,
                            predicted * Math.exp(deviation * random.nextGaussian()));
                })
                .toList();
    }
}
