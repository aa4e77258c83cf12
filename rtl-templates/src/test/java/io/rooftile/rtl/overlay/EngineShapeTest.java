package io.rooftile.rtl.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sizes and layouts, derived by hand.
final class EngineShapeTest {
    private static EngineShape shape(int pp, int icp, int ocp, int portBits) {
        return new EngineShape(pp, icp, ocp, 8, 8, portBits, 64, 64, 8, 32);
    }

    @ParameterizedTest
    @CsvSource({
        // A word of 4 bytes, 2 to a beat of 8; 32 weights are 4 beats.
        "4, 4, 8, 64, 4, 2, 32",
        // 10 bytes are 3 beats of 4.
        "4, 10, 6, 32, 12, 1, 60",
        // 10 bytes are 16, the next power of two, half a beat of 32; 60 weights are 2 beats.
        "4, 10, 6, 256, 16, 2, 64",
        // No more words to a beat than pixels: 1 byte takes 4 of 8.
        "2, 1, 1, 64, 4, 2, 1",
        // One pixel: one word to a beat.
        "1, 3, 5, 128, 16, 1, 16",
    })
    void wordBytes_wordsPerBeat_weightWordBytes(
            int pp, int icp, int ocp, int portBits, int wordBytes, int wordsPerBeat, int weightWordBytes) {
        EngineShape shape = shape(pp, icp, ocp, portBits);
        assertEquals(wordBytes, shape.wordBytes());
        assertEquals(wordsPerBeat, shape.wordsPerBeat());
        assertEquals(weightWordBytes, shape.weightWordBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8, 2, 4, 8, 1",
        "16, 16, 4, 4, 16, 1",
        "3, 5, 1, 5, 15, 1",
        "10, 6, 2, 3, 30, 2",
        "16, 3, 1, 3, 48, 6",
        "4, 12, 4, 3, 12, 1",
    })
    void drainChannels_drainSteps_channelUnit_passes(int icp, int ocp, int channels, int steps, int unit, int passes) {
        EngineShape shape = shape(4, icp, ocp, 64);
        assertEquals(channels, shape.drainChannels());
        assertEquals(steps, shape.drainSteps());
        assertEquals(unit, shape.channelUnit());
        assertEquals(passes, shape.passes());
    }

    /// As few steps as are asked for, or as the channels that ICP and OCP have in common allow.
    @ParameterizedTest
    @CsvSource({
        "4, 4, 4, 1, 4",
        "4, 4, 2, 2, 2",
        "4, 4, 1, 4, 1",
        "8, 12, 2, 4, 3",
        "16, 3, 1, 1, 3",
    })
    void drainSteps_ofADesignThatAsksForThem(int icp, int ocp, int most, int channels, int steps) {
        EngineShape shape = new EngineShape(4, icp, ocp, 8, 8, 64, 64, 64, 8, 32, most, false, false);
        assertEquals(channels, shape.drainChannels());
        assertEquals(steps, shape.drainSteps());
    }

    @Test
    void hasNeighbours_ofThreeMultipliersForAnOutput() {
        assertEquals(
                List.of(false, false, true),
                List.of(shape(4, 1, 8, 64), shape(4, 2, 8, 64), shape(4, 3, 8, 64)).stream()
                        .map(EngineShape::hasNeighbours)
                        .toList());
    }

    @Test
    void encoded_ofAMap_hasSegmentsThatBeginAtBeats() {
        // 2 rows of 3 columns of 5 channels: 2 words of 4 bytes, a segment of 3 words takes 2 beats of 8 bytes.
        MapLayout layout = new MapLayout(shape(4, 4, 8, 64), 2, 3, 5);
        int[] features = new int[30];
        for (int i = 0; i < features.length; i++) {
            features[i] = i - 15;
        }
        byte[] bytes = layout.encoded(features);
        assertEquals(2 * 2 * 16, bytes.length);
        byte[] firstSegment = {-15, -14, -13, -12, -10, -9, -8, -7, -5, -4, -3, -2, 0, 0, 0, 0};
        byte[] secondSegment = {-11, 0, 0, 0, -6, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0};
        assertArrayEquals(firstSegment, Arrays.copyOfRange(bytes, 0, 16));
        assertArrayEquals(secondSegment, Arrays.copyOfRange(bytes, 16, 32));
        assertArrayEquals(features, layout.decoded(bytes, 0));
        byte[] mask = layout.mask();
        assertEquals(-1, mask[11]);
        assertEquals(0, mask[12]);
        assertEquals(0, mask[17]);
    }

    @Test
    void encoded_ofFewBits_packsLanes() {
        // 3 features of 5 bits in 15 bits, 2 bytes: -1 = 11111, 2 = 00010, -16 = 10000.
        EngineShape shape = new EngineShape(4, 3, 2, 5, 4, 64, 64, 64, 8, 32);
        MapLayout layout = new MapLayout(shape, 1, 1, 3);
        byte[] bytes = layout.encoded(new int[] {-1, 2, -16});
        assertEquals(0b0100_0000_0101_1111, ((bytes[1] & 0xFF) << 8) | (bytes[0] & 0xFF));
        assertArrayEquals(new int[] {-1, 2, -16}, layout.decoded(bytes, 0));
    }

    @Test
    void packed_needsTwoPixels() {
        EngineShape shape = new EngineShape(1, 4, 4, 8, 8, 64, 64, 64, 8, 32);
        assertThrows(IllegalArgumentException.class, shape::packed);
        assertTrue(new EngineShape(2, 4, 4, 8, 8, 64, 64, 64, 8, 32).packed().isPacked());
    }

    @Test
    void of_aDesignWithoutEngine_saysEveryFault() {
        OverlayDesign design = new OverlayDesign(
                100_000_000,
                new ArrayShape(3, 4, 4),
                new OverlayBuffers(64, 64, 16),
                new OverlayNumbers(16, 8, Requantisation.EXACT, false),
                48,
                1,
                List.of());
        UserInputException refused = assertThrows(UserInputException.class, () -> EngineShape.of(design, 8, 1, false));
        assertEquals(3, refused.details().size(), refused.details().toString());
    }
}
