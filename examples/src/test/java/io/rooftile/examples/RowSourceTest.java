package io.rooftile.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class RowSourceTest {

    private static final int REST = 0;

    @Test
    void digits_withTheSameSeed_areTheSame() {
        DigitRenderer renderer = renderer();
        LabelledRows first = renderer.balancedRows(30, 10, seeded(7));
        assertEquals(first, renderer.balancedRows(30, 10, seeded(7)));
        assertNotEquals(first, renderer.balancedRows(30, 10, seeded(8)));
    }

    @Test
    void digits_areWholeImagesOfGreyLevelsWithAStrokeNearTheMiddle() {
        RandomGenerator random = seeded(11);
        DigitRenderer renderer = renderer();
        for (int label = 0; label < 10; label++) {
            List<Integer> pixels = renderer.draw(label, random);
            assertEquals(28 * 20, pixels.size());
            assertTrue(pixels.stream().allMatch(pixel -> pixel >= 0 && pixel <= 255));
            double border = mean(pixels.subList(0, 20)) + mean(pixels.subList(27 * 20, 28 * 20));
            double middle = mean(pixels.subList(9 * 20, 19 * 20));
            assertTrue(middle > border / 2, "digit %d: rows 9..18 %f, border %f".formatted(label, middle, border / 2));
        }
    }

    @Test
    void gestures_withTheSameSeed_areTheSame() {
        GestureGenerator generator = new GestureGenerator();
        LabelledRows first = generator.balancedRows(30, 5, seeded(7));
        assertEquals(first, generator.balancedRows(30, 5, seeded(7)));
        assertNotEquals(first, generator.balancedRows(30, 5, seeded(8)));
    }

    // A device at rest measures one standard gravity: the three means (in steps of 1/64) have length 64, within the
    // rounding of each (half a step) and the mean of 50 noise samples (at most 0.08/sqrt(50) g, 0.7 steps, per axis).
    @Test
    void gestures_atRest_measureGravityAlone() {
        RandomGenerator random = seeded(3);
        for (int round = 0; round < 50; round++) {
            List<Integer> features = new GestureGenerator().draw(REST, random);
            assertEquals(GestureGenerator.FEATURE_COUNT, features.size());
            double length = Math.hypot(Math.hypot(features.get(0), features.get(4)), features.get(8));
            assertEquals(64, length, 4, features::toString);
        }
    }

    @Test
    void draw_ofALabelThatIsNone_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new GestureGenerator().draw(5, seeded(1)));
        assertThrows(IllegalArgumentException.class, () -> new GestureGenerator().draw(-1, seeded(1)));
        DigitRenderer renderer = renderer();
        assertThrows(IllegalArgumentException.class, () -> renderer.draw(10, seeded(1)));
    }

    @Test
    void renderer_withoutFonts_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DigitRenderer(List.of()));
    }

    /// A renderer with the logical families every Java has; a machine without any font skips the test.
    private static DigitRenderer renderer() {
        try {
            if (DigitRenderer.installedFamilies().isEmpty()) {
                return abort("no font with digits is installed");
            }
        } catch (InternalError | LinkageError noFontSystem) {
            return abort("Java2D finds no fonts here: " + noFontSystem.getMessage());
        }
        return new DigitRenderer(List.of("SansSerif", "Serif"));
    }

    private static double mean(List<Integer> pixels) {
        return pixels.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }

    private static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
