package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rooftile.quantization.accuracy.MixCorrection.Mix;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixCorrectionTest {
    private static final Mix MEASURED = new Mix(new double[] {1, 0, 0.5}, 0.7);

    @Test
    void atTheOneMeasuredMix_nineTenthsOfItsDifferenceAreTaken() {
        MixCorrection correction = MixCorrection.of(List.of(MEASURED), List.of(0.8));
        // 0.06^2 / (0.06^2 + 0.02^2) = 36 / 40.
        assertEquals(0.9 * 0.1, correction.at(MEASURED), 1e-12);
    }

    @Test
    void awayFromIt_theCorrectionFallsWithTheDistance() {
        MixCorrection correction = MixCorrection.of(List.of(MEASURED), List.of(0.8));
        Mix louderByOne = new Mix(new double[] {1, 1, 0.5}, 0.7);
        Mix aThirdBetter = new Mix(new double[] {1, 0, 0.5}, 0.7 + 1.0 / 3);
        assertEquals(0.09 * Math.exp(-0.5), correction.at(louderByOne), 1e-12);
        assertEquals(0.09 * Math.exp(-0.5), correction.at(aThirdBetter), 1e-12);
        assertEquals(0, correction.at(new Mix(new double[] {9, 9, 9}, 0.7)), 1e-12);
    }

    @Test
    void aQuietMix_isLeftToTheSum() {
        Mix quiet = new Mix(new double[] {0, 0, 0}, 0.7);
        MixCorrection correction = MixCorrection.of(List.of(MEASURED, quiet), List.of(0.8, 0.9));
        assertEquals(0, correction.at(quiet), 1e-12);
        assertEquals(0.09, correction.at(MEASURED), 1e-12);
    }

    @Test
    void aMixMeasuredTwice_isTheirMeanButForChance() {
        MixCorrection correction = MixCorrection.of(List.of(MEASURED, MEASURED), List.of(0.8, 0.6));
        assertEquals(0, correction.at(MEASURED), 1e-12);
    }
}
