package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.quantization.accuracy.MixCorrection.Mix;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixCorrectionTest {
    /// Loud: the only pair interacts by 0.5 x 0.4 = 0.2.
    private static final Mix MEASURED = Mix.of(new double[] {0.5, 0, 0.4}, 0.7);

    /// Of a measured difference, as each of the two ways of likeness has it: 0.03^2 each, and 0.03^2 + 0.002^2 for
    /// chance.
    private static final double SHARE = 0.0009 / (0.0009 + 0.0009 + 0.0009 + 0.000004);

    private static MixCorrection learnt() {
        return MixCorrection.of(List.of(MEASURED), List.of(0.8));
    }

    @Test
    void interaction_isTheRootOfAllPairsOfPowers() {
        // 1 x 4 + 1 x 9 + 4 x 9 = 49.
        assertEquals(7, Mix.of(new double[] {1, 2, 3}, 0.5).interaction(), 1e-12);
        assertEquals(0, Mix.of(new double[] {0, 2, 0}, 0.5).interaction());
    }

    @Test
    void atTheOneMeasuredMix_twoThirdsOfItsDifferenceAreTaken() {
        assertEquals(2 * SHARE * 0.1, learnt().at(MEASURED), 1e-12);
    }

    @Test
    void sameInteractionOfOtherPlaces_hasHalfOfItInCommon() {
        // Two places are 0.5 off each, of a length of 0.3: 2 x 0.25 / 0.09.
        Mix others = Mix.of(new double[] {0, 0.5, 0.4}, 0.7);
        double places = Math.exp(-0.5 / 0.09 / 2);
        assertEquals(SHARE * 0.1 * (1 + places), learnt().at(others), 1e-12);
    }

    @Test
    void otherPredictedAccuracy_hasLessInCommon() {
        Mix better = Mix.of(new double[] {0.5, 0, 0.4}, 0.85);
        assertEquals(2 * SHARE * 0.1 * Math.exp(-0.5), learnt().at(better), 1e-12);
    }

    @Test
    void onePlaceAlone_isLeftToTheSum_howeverLoud() {
        assertEquals(0, learnt().at(Mix.of(new double[] {5, 0, 0}, 0.7)));
    }

    @Test
    void quietMix_isHardlyCorrected() {
        Mix quiet = Mix.of(new double[] {0.05, 0, 0.04}, 0.7);
        double correction = learnt().at(quiet);
        assertTrue(correction > 0 && correction < 0.01 * 2 * SHARE * 0.1, String.valueOf(correction));
    }

    @Test
    void aMixMeasuredTwice_isTheirMeanButForChance() {
        MixCorrection correction = MixCorrection.of(List.of(MEASURED, MEASURED), List.of(0.8, 0.6));
        assertEquals(0, correction.at(MEASURED), 1e-12);
    }
}
