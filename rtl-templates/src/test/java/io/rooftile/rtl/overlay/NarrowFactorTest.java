package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rooftile.quantization.numerics.FixedPointMultiplier;
import io.rooftile.quantization.numerics.Shift;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Factors of the engine against their definitions.
final class NarrowFactorTest {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(3);

    /// All sums of small counts; around each half of large ones.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 7, 9, 12, 16, 49, 64, 100, 1000, 1024, 2046, 2047})
    void ofAverage_isTheQuotientRoundedHalfAwayFromZero(int count) {
        NarrowFactor factor = NarrowFactor.ofAverage(count);
        for (int sum = -256 * count; sum <= 256 * count; sum++) {
            int half = count / 2;
            int quotient = (sum > 0 ? sum + half : sum - half) / count;
            assertEquals(quotient, factor.of(sum), sum + " / " + count);
        }
    }

    @Test
    void ofAverage_ofMoreElementsThanAreExact_isRefused() {
        assertThrows(UnmappableException.class, () -> NarrowFactor.ofAverage(NarrowFactor.MOST_AVERAGED + 1));
    }

    @Test
    void of_fixedPointMultipliers_roundsAsTheReference() {
        for (int i = 0; i < 20_000; i++) {
            FixedPointMultiplier reference =
                    new FixedPointMultiplier(random.nextInt(1 << 30, Integer.MAX_VALUE), random.nextInt(-31, 9));
            int sum = random.nextInt() >> random.nextInt(31);
            assertEquals(
                    reference.narrow(sum),
                    NarrowFactor.of(reference, Integer.MAX_VALUE).of(sum));
        }
    }

    @Test
    void of_shifts_roundsAsTheReference() {
        for (int right = -8; right <= 40; right++) {
            Shift reference = new Shift(right);
            int most = Integer.MAX_VALUE >> Math.max(0, 1 - right);
            NarrowFactor factor = NarrowFactor.of(reference, most);
            for (int i = 0; i < 2_000; i++) {
                int sum = (int) random.nextLong(-(long) most, most + 1L) >> random.nextInt(31);
                assertEquals(reference.narrow(sum), factor.of(sum), sum + " >> " + right);
            }
        }
    }

    @Test
    void of_aShiftThatLeaves32Bits_isRefused() {
        assertThrows(UnmappableException.class, () -> NarrowFactor.of(new Shift(0), 1L << 30));
        assertThrows(UnmappableException.class, () -> NarrowFactor.of(new Shift(-3), 1L << 27));
    }
}
