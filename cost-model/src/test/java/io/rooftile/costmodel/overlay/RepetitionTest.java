package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.ArrayShape;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayBuffers;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.OverlayNumbers;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Tiling;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample.Kind;
import io.rooftile.core.network.Upsample.Sampling;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows and columns that come several times: 3x5 pixels of 6 channels become 12x10 of them.
final class RepetitionTest {
    private static final OverlayDesign DESIGN = new OverlayDesign(
            100_000_000,
            new ArrayShape(2, 4, 4),
            new OverlayBuffers(256, 256, 256),
            new OverlayNumbers(8, 8, Requantisation.EXACT, false),
            64,
            1,
            List.of());

    private static Network network(int rows, int columns, Kind kind, Sampling sampling) {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 3, 5, 2), 6, 1, 1);
        return b.build("repeating", b.convolution(b.upsample(x, rows, columns, kind, sampling), 5, 3, 1));
    }

    private static LayerShape shape() {
        Network network = network(4, 2, Kind.NEAREST, Sampling.ASYMMETRIC);
        Workload workload = WorkloadBuilder.build(network, false);
        assertEquals(3, workload.tasks().size());
        return workload.tasks().get(1).shape();
    }

    /// Each of 3 rows is read 4 times: 12 rows of 5 words, 2 in a chunk, are 3 chunks each; they are written 2 of 10
    /// columns in a cycle, which takes 5.
    @Test
    void aRowIsReadAsOftenAndAWordWrittenAsOften() {
        PixelTile whole = PixelTile.of(shape(), 4, 2, 12, 10);
        assertEquals(12 * 3, whole.inputChunks);
        assertEquals(12 * 5, whole.inputSteps);
        // 10 columns in 4 banks are 3 words.
        assertEquals(12 * 3, whole.words);
    }

    @Test
    void tilesAreRowsOfMemory() {
        PixelTile[] tiles = PixelTiles.of(shape(), 4, 2).tiles;
        assertEquals(
                List.of(12, 8, 4), Arrays.stream(tiles).map(tile -> tile.rows).toList());
        assertTrue(Arrays.stream(tiles).allMatch(tile -> tile.columns == 10));
    }

    @ParameterizedTest
    @CsvSource({
        "NEAREST, ALIGN_CORNERS, 2",
        "BILINEAR, HALF_PIXEL, 2",
        "NEAREST, ASYMMETRIC, 3",
        "NEAREST, HALF_PIXEL, 16"
    })
    void whatIsNoRepetition_hasNoHardware(Kind kind, Sampling sampling, int columns) {
        assertEquals(
                List.of("upsample1"),
                WorkloadBuilder.build(network(1, columns, kind, sampling), false).faults().stream()
                        .map(Workload.Fault::layer)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"ASYMMETRIC", "HALF_PIXEL"})
    void aSmallEngine_repeatsNone(Sampling sampling) {
        Network network = network(2, 2, Kind.NEAREST, sampling);
        assertEquals(List.of(), WorkloadBuilder.build(network, false).faults());
        assertEquals(1, WorkloadBuilder.build(network, true).faults().size());
    }

    @ParameterizedTest
    @CsvSource({"6, 10", "4, 8"})
    void aTilingThatCutsARowOfMemory_isAnError(int rows, int columns) {
        Network network = network(4, 2, Kind.NEAREST, Sampling.ASYMMETRIC);
        Tiling tiling = new Tiling("upsample1", rows, columns, 6, LoopOrder.WEIGHTS_OUTER);
        UserInputException thrown = assertThrows(
                UserInputException.class,
                () -> OverlayModel.estimate(network, DESIGN.withTilings(List.of(tiling)), TestTargets.large()));
        assertTrue(String.valueOf(thrown.getMessage()).contains("upsample1"), thrown.getMessage());
    }

    @Test
    void aTilingOfWholeRowsOfMemory_isTaken() {
        Network network = network(4, 2, Kind.NEAREST, Sampling.ASYMMETRIC);
        Tiling tiling = new Tiling("upsample1", 8, 10, 6, LoopOrder.WEIGHTS_OUTER);
        Outcome outcome = OverlayModel.estimate(network, DESIGN.withTilings(List.of(tiling)), TestTargets.large());
        assertInstanceOf(Outcome.Feasible.class, outcome);
    }
}
