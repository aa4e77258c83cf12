package io.rooftile.quantization.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Two rows of three classes.
class PlaceChangeTest {
    private static final float[] REFERENCE = {1, 2, 6, -3, 0, 3};
    private static final List<OutputGrid> FINE = List.of(new OutputGrid(3, 0.125, 0, -100, 100));

    @Test
    void round_takesTheNearestNumberOfTheGrid_withinItsEnds() {
        // Stored 0 to 3 about a zero of 1, halves: -0.5, 0, 0.5, 1.
        float[] outputs = {-9, -0.3f, -0.2f, 0.3f, 0.8f, 9};
        OutputGrid.round(List.of(new OutputGrid(1, 0.5, 1, 0, 3)), outputs);
        assertArrayEquals(new float[] {-0.5f, -0.5f, 0, 0.5f, 1, 1}, outputs);
    }

    @Test
    void roundOfTwoOutputs_usesTheGridOfEach() {
        float[] outputs = {0.9f, 0.9f, 0.9f, 1.1f, 1.1f, 1.1f};
        OutputGrid.round(List.of(new OutputGrid(1, 2, 0, -9, 9), new OutputGrid(2, 0.5, 0, -9, 9)), outputs);
        assertArrayEquals(new float[] {0, 1, 1, 2, 1, 1}, outputs);
    }

    @Test
    void outputsThatAreOnlyRounded_areNoChange() {
        List<OutputGrid> coarse = List.of(new OutputGrid(3, 4, 0, -1, 1));
        PlaceChange change = PlaceChange.of(new Outputs(new float[] {0, 0, 4, -4, 0, 4}, coarse), REFERENCE, 3);
        assertArrayEquals(new float[6], change.change());
        assertEquals(1, change.gain());
        assertEquals(0, change.amplitude());
    }

    @Test
    void scoresThatAreDampedAndMoved_changeButInTheirMean() {
        // Half the deviations from the means 3 and 0, and 5 more in the first row.
        float[] outputs = {7, 7.5f, 9.5f, -1.5f, 0, 1.5f};
        PlaceChange change = PlaceChange.of(new Outputs(outputs, FINE), REFERENCE, 3);
        assertEquals(0.5, change.gain(), 1e-12);
        assertArrayEquals(new float[] {5, 5, 5, 0, 0, 0}, change.change(), 1e-6f);
        assertEquals(0, change.amplitude(), 1e-7);
    }

    @Test
    void amplitude_isThatOfWhatIsNoFactor() {
        // Deviations from the means are -2, -1, 3 and -3, 0, 3; to the latter 1, -2, 1 is at right angles.
        float[] outputs = {1, 2, 6, -2, -2, 4};
        PlaceChange change = PlaceChange.of(new Outputs(outputs, FINE), REFERENCE, 3);
        assertEquals(1, change.gain(), 1e-12);
        assertArrayEquals(new float[] {0, 0, 0, 1, -2, 1}, change.change(), 1e-6f);
        assertEquals(Math.sqrt(6 / 32.0), change.amplitude(), 1e-6);
    }

    @Test
    void figuresThatCountThemselves_areTakenAsTheyAre() {
        float[] outputs = {7, 7.5f, 9.5f, -1.5f, 0, 1.5f};
        PlaceChange change = PlaceChange.of(new Outputs(outputs, FINE), REFERENCE, 0);
        assertEquals(1, change.gain());
        assertArrayEquals(new float[] {6, 5.5f, 3.5f, 1.5f, 0, -1.5f}, change.change());
    }

    @Test
    void scale_drawsScoresToTheMeanOfTheirRow() {
        float[] outputs = {1, 2, 6, -3, 0, 3};
        Scores.scale(outputs, 3, 0.5);
        assertArrayEquals(new float[] {2, 2.5f, 4.5f, -1.5f, 0, 1.5f}, outputs);
    }
}
