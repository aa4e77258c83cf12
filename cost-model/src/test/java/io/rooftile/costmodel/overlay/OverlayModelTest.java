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
import io.rooftile.core.device.Board;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayModelTest {
    private static final Target LARGE = TestTargets.large();
    private static final OverlayNumbers INT8 = new OverlayNumbers(8, 8, Requantisation.EXACT, false);

    private static OverlayDesign design(ArrayShape array, OverlayBuffers buffers) {
        return new OverlayDesign(100_000_000L, array, buffers, INT8, 64, 1, List.of());
    }

    private static Estimate feasible(Network network, OverlayDesign design, Target target) {
        return assertInstanceOf(Outcome.Feasible.class, OverlayModel.estimate(network, design, target))
                .estimate();
    }

    private static LayerEstimate row(Estimate estimate, int index) {
        return estimate.layers().get(index);
    }

    /// A 1x1 layer with K=6, C=4 on 3x5 pixels, PP=4, ICP=2, OCP=3, in two tiles of 3 output channels.
    ///
    /// Weights: 2 groups of outputs x (2 words + 5 of parameters, 72 bits in words of 2x8) = 14 words of each
    /// bank stay in 2 x 7. Load: 15 pixels x 2 words x 2 bytes = 60 bytes at 8 a cycle = 8, and 2 for a
    /// burst: 10. Compute: ceil(15/4) groups of pixels x 2 of outputs x max(2, 4 to drain) = 32, and 16 for
    /// each of 2 tiles: 64. The last group's store: 4 pixels x 2 words x 2 bytes = 2 cycles. Layer 64,
    /// latency 40: 180. Store: 15 x 3 words x 2 = 90 bytes.
    @Test
    void aPointwiseLayerDerivedByHand() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor input = b.input(1, 3, 5, 4);
        Network network = b.build("pointwise", b.convolution(input, 6, Window.pointwise(), 1));
        OverlayDesign design = design(new ArrayShape(4, 2, 3), new OverlayBuffers(64, 7, 16))
                .withTilings(List.of(new Tiling("conv0", 3, 5, 3, 4, LoopOrder.WEIGHTS_OUTER)));
        Estimate estimate = feasible(network, design, LARGE);
        assertEquals(180, estimate.figures().latencyCycles);
        assertEquals(150, estimate.figures().offChipBytes);
        assertEquals(6 * 4 * 3 * 5, row(estimate, 0).work().macs());
        assertEquals(design, estimate.design());
    }

    /// A 3x3 depthwise layer on 5x9 pixels of 6 channels, PP=2, ICP=4, OCP=4, one tile: ceil(45/2) x
    /// ceil(6/4) x 9 taps = 414, and 16 for the tile: 430. Load: 45 x 2 words x 4 bytes = 360 = 45 cycles and
    /// a burst of 2: 47. The last group's store: 2 pixels x 1 word x 4 bytes = 1. Layer 64, latency 40: 582.
    @Test
    void aDepthwiseLayerUsesOneInputLane() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor input = b.input(1, 5, 9, 6);
        Network network = b.build("depthwise", b.depthwise(input, 3, 1));
        OverlayDesign design = design(new ArrayShape(2, 4, 4), new OverlayBuffers(256, 64, 16))
                .withTilings(List.of(new Tiling("conv0", 5, 9, 6, 1, LoopOrder.WEIGHTS_OUTER)));
        assertEquals(582, feasible(network, design, LARGE).figures().latencyCycles);
    }

    @Test
    void anAdditionJoinsTheLayerThatMakesItsLaterOperand() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 7, 11, 3), 8, 3, 1);
        Tensor y = b.convolution(x, 8, 3, 1);
        Network network = b.build("residual", b.convolution(b.add(y, x), 5, 1, 1));
        Workload workload = WorkloadBuilder.build(network);
        assertEquals(3, workload.tasks().size());
        assertTrue(workload.tasks().get(1).shape().work().isFused());
        assertEquals(Workload.Place.FUSED, workload.rows().get(2).place());
        assertEquals(workload.tasks().get(0).output(), workload.tasks().get(1).second());
        assertEquals(workload.tasks().get(1).output(), workload.tasks().get(2).input());
    }

    @Test
    void anAdditionIsWorkOfItsOwnWhereBothOperandsAreReadElsewhere() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 7, 11, 3), 8, 3, 1);
        Tensor y = b.convolution(x, 8, 3, 1);
        Network network = b.build("residual", b.add(y, x), b.convolution(y, 5, 1, 1));
        assertEquals(4, WorkloadBuilder.build(network).tasks().size());
    }

    @Test
    void aConcatenationIsWrittenInPlaceAndPadsItsPartsApart() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor input = b.input(1, 7, 11, 3);
        Tensor left = b.convolution(input, 5, 3, 1);
        Tensor right = b.convolution(input, 9, 1, 1);
        Network network = b.build("branches", b.convolution(b.concat(left, right), 4, 1, 1));
        Workload workload = WorkloadBuilder.build(network);
        assertEquals(3, workload.tasks().size());
        assertEquals(workload.tasks().get(0).output(), workload.tasks().get(1).output());
        // Words of 4: ceil(5/4) + ceil(9/4) = 5, not ceil(14/4) = 4.
        assertEquals(5, workload.tasks().get(2).shape().channels().inputGroups(4));
    }

    @Test
    void whatTheHostDoesCostsItsTrafficAndSaysSo() {
        NetworkBuilder b = new NetworkBuilder();
        Network network = b.build("host", b.softmax(b.dense(b.input(1, 12), 7)));
        Estimate estimate = feasible(network, design(new ArrayShape(1, 4, 4), new OverlayBuffers(32, 64, 8)), LARGE);
        assertEquals(0, row(estimate, 1).work().cycles());
        // 7 channels are 2 words of 4 bytes, in and out.
        assertEquals(16, row(estimate, 1).work().offChipBytes());
        assertTrue(
                row(estimate, 1).mapping().contains("not known"),
                row(estimate, 1).mapping());
    }

    @Test
    void everythingThatFitsStaysOnChip() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 7, 11, 4), 8, 3, 1);
        x = b.convolution(x, 8, 3, 1);
        Network network = b.build("small", b.convolution(x, 4, 1, 1));
        Estimate estimate =
                feasible(network, design(new ArrayShape(2, 4, 4), new OverlayBuffers(4096, 1024, 16)), LARGE);
        // The input and the output of 7x11 pixels of 4 bytes are all that moves.
        assertEquals(2 * 7 * 11 * 4, estimate.figures().offChipBytes);
    }

    @Test
    void aBoardWithoutMemoryHasToHoldEverything() {
        Target target = withoutMemory();
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(new ArrayShape(1, 2, 2), new OverlayBuffers(64, 64, 8));
        Outcome.Infeasible outcome =
                assertInstanceOf(Outcome.Infeasible.class, OverlayModel.estimate(network, design, target));
        List<String> resources =
                outcome.violations().stream().map(Violation::resource).toList();
        assertTrue(resources.contains("memory"), resources.toString());
        assertEquals(0, outcome.estimate().figures().offChipBytes);
    }

    @Test
    void aSmallNetworkRunsOnABoardWithoutMemory() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 9, 7, 2), 4, 3, 2);
        Network network = b.build("tiny", b.dense(b.flatten(x), 3));
        OverlayNumbers numbers = new OverlayNumbers(8, 8, Requantisation.POWER_OF_TWO, false);
        OverlayDesign design = new OverlayDesign(
                50_000_000L, new ArrayShape(1, 2, 1), new OverlayBuffers(128, 256, 8), numbers, 8, 1, List.of());
        Estimate estimate = feasible(network, design, withoutMemory());
        assertEquals(0, estimate.figures().offChipBytes);
    }

    private static Target withoutMemory() {
        Target small = TestTargets.medium();
        Board board = small.board();
        return Target.of(
                new Board(board.name(), board.part(), board.reserved(), null, 1.0, board.sources()),
                small.coefficients());
    }

    @Test
    void aGivenTilingThatDoesNotFitIsAnError() {
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(new ArrayShape(4, 8, 8), new OverlayBuffers(512, 512, 64))
                .withTilings(List.of(new Tiling("conv0", 112, 112, 64, 3, LoopOrder.WEIGHTS_OUTER)));
        UserInputException thrown =
                assertThrows(UserInputException.class, () -> OverlayModel.estimate(network, design, LARGE));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains("conv0"), message);
        assertTrue(message.contains("does not fit"), message);
    }

    @Test
    void aGivenTilingOfAnUnknownLayerIsAnError() {
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(new ArrayShape(4, 8, 8), new OverlayBuffers(512, 512, 64))
                .withTilings(List.of(new Tiling("nowhere", 1, 1, 8, 8, LoopOrder.WEIGHTS_OUTER)));
        assertThrows(UserInputException.class, () -> OverlayModel.estimate(network, design, LARGE));
    }

    @Test
    void aGivenTilingThatSplitsALaneIsAnError() {
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(new ArrayShape(4, 8, 8), new OverlayBuffers(512, 512, 64))
                .withTilings(List.of(new Tiling("conv0", 1, 112, 12, 3, LoopOrder.WEIGHTS_OUTER)));
        assertThrows(UserInputException.class, () -> OverlayModel.estimate(network, design, LARGE));
    }

    @Test
    void theTilingsOfAnEstimateGiveTheSameEstimate() {
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(OverlayPresets.B1024, new OverlayBuffers(2048, 1024, 256));
        Estimate first = feasible(network, design, LARGE);
        Estimate second = feasible(network, (OverlayDesign) first.design(), LARGE);
        assertEquals(first.design(), second.design());
        assertEquals(first.layers(), second.layers());
        assertEquals(first.figures().latencyCycles, second.figures().latencyCycles);
    }

    @Test
    void aBufferTooSmallForAnyTileSaysWhatItNeeds() {
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(new ArrayShape(4, 8, 8), new OverlayBuffers(512, 16, 64));
        Outcome.Infeasible outcome =
                assertInstanceOf(Outcome.Infeasible.class, OverlayModel.estimate(network, design, LARGE));
        Violation violation = outcome.violations().getFirst();
        // 7x7 taps of one word of 3 channels, and 72 bits of parameters in words of 8x8.
        assertEquals("weight buffer", violation.resource());
        assertEquals(49 + 2, violation.demand());
        assertEquals(16, violation.limit());
    }

    @Test
    void presetsAreNamedByTheirOperations() {
        OverlayPresets.all().forEach((name, array) -> assertEquals("B" + 2 * array.macsPerCycle(), name));
    }
}
