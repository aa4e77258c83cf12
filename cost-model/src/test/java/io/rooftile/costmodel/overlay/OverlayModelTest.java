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
import io.rooftile.core.network.Pool;
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

    /// What the control adds and what it hides is less than a fifth.
    @Test
    void sketch_hasTheClosedFormsOfTheLayersAndTheSameResources() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor input = b.input(1, 24, 20, 16);
        Network network = b.build(
                "two layers",
                b.convolution(b.convolution(input, 48, Window.pointwise(), 1), 24, Window.pointwise(), 1));
        OverlayDesign design = design(new ArrayShape(4, 4, 8), new OverlayBuffers(512, 256, 512));
        Estimate sketch = assertInstanceOf(Outcome.Feasible.class, OverlayModel.sketch(network, design, LARGE))
                .estimate();
        Estimate estimate = feasible(network, design, LARGE);
        long cycles = sketch.layers().stream()
                .mapToLong(layer -> layer.work().cycles())
                .sum();
        assertEquals(cycles, sketch.figures().latencyCycles);
        assertEquals(1, (double) cycles / estimate.figures().latencyCycles, 0.2);
        assertEquals(estimate.figures().lut, sketch.figures().lut);
        assertEquals(estimate.figures().bram, sketch.figures().bram);
    }

    /// A 1x1 layer with K=6, C=4 on 3x5 pixels, PP=4, ICP=2, OCP=3, in one tile. Beats have 8 bytes, feature
    /// words 2, so 4 of them a beat; QC=1 of gcd(2, 3), DS=3. The memory answers after 40 cycles.
    ///
    /// Instructions are asked for 32 at once in cycles 1 and 2: they come in 41 to 104, the k-th is handed over
    /// in 42 + k. Weights: 2 groups x 2 words of 48 bits = 8 bytes: 4 beats. The header, 10 registers and the
    /// load: it is handed over in 53, begins in 54; its beats come behind the instructions, 105 to 108, it ends
    /// in 109. Parameters: 2 x 3 words of 80 bits = 16 bytes: 12 beats, 110 to 121, it ends in 123. It became the
    /// next one when the one before ended, so features are asked for in 111. Two times 32 instructions were asked
    /// for before that, in 74 and 106, when the first and the second 32 were handed over: 122 to 153 and 154 to
    /// 185. Features: 3 rows x 2 words x ceil(5/4) = 12 beats, 186 to 197, it ends in 198. Compute from 199 on: 2
    /// taps, then 7 of ceil(15/4) x ceil(6/3) groups in 3 cycles each: to 222. The last result is there 6 + 1
    /// register of the tree + 3 + 11 later, in 243. The store begins in 244 with the first of 3 x 3 words x 2 =
    /// 18 beats in 247, the last in 264, its answer comes 40 later and the end is 3 behind: 307. Bytes: 12 + 16 +
    /// 18 beats of 8, 92 instructions of 8: 11 + 5 + 14 of loads, 49 of compute, 13 of store.
    @Test
    void aPointwiseLayerDerivedByHand() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor input = b.input(1, 3, 5, 4);
        Network network = b.build("pointwise", b.convolution(input, 6, Window.pointwise(), 1));
        OverlayDesign design = design(new ArrayShape(4, 2, 3), new OverlayBuffers(64, 7, 16))
                .withTilings(List.of(new Tiling("conv0", 3, 5, 6, LoopOrder.WEIGHTS_OUTER)));
        Estimate estimate = feasible(network, design, LARGE);
        assertEquals(307, estimate.figures().latencyCycles);
        assertEquals(1104, estimate.figures().offChipBytes);
        assertEquals(6 * 4 * 3 * 5, row(estimate, 0).work().macs());
        assertEquals(design, estimate.design());
        // Three loads of 12 + 4 + 12 beats with a cycle each, and the mean of 53 instructions that closed forms take
        // for a
        // task of one tile; 8 groups of 3 cycles are less than the 40 that a job takes at least; 18 beats of results.
        // The rounded layer is 4 x 2 groups of 2 taps; the memory moves 32 of 1104 bytes a cycle.
        assertEquals(
                List.of(new UnitCycles("conv0", 28 + 3 + 53, 40, 18, 4 * 2 * 2, 35)),
                OverlayModel.unitCycles(network, design, LARGE));
    }

    /// A 5x5 depthwise layer on 5x9 pixels of 6 channels, PP=2, ICP=4, OCP=4, one tile, as above: weights,
    /// 2 groups x ceil(25/4) words of 16 bytes = 28 beats, 105 to 132; a word of two beats leaves behind
    /// its second one, so that the load ends in 134. Parameters, 2 x 4 words of 16 bytes = 16 beats, 135 to
    /// 150. Instructions in 151 to 214. Features: 5 rows x 2 words x ceil(9/2) = 50 beats, 215 to 264, end
    /// in 265. Compute from 266 on, ceil(45/2) x 2 words x 25 taps = 1150, to 1416. The last result 6 + 1 +
    /// 4 + 11 later in 1438, the store from 1439 on, its 50 beats 1442 to 1491, the answer and the end 43
    /// later: 1534.
    @Test
    void aDepthwiseLayerUsesOneInputLane() {
        assertEquals(1534, latencyOfDepthwise(5));
    }

    /// Likewise 3x3: weights, 2 groups x 3 filter rows of 16 bytes = 12 beats, 105 to 116, end in 118; all
    /// up to the features comes 16 cycles sooner. Compute from 250 on: 3 reads, 3 taps, then 4 cycles, in
    /// which sums leave, for each of ceil(45/2) x 2 - 1 groups: 436. The last result in 458, the store from
    /// 459 on, beats 462 to 511, end 554.
    @Test
    void aDepthwiseLayerUsesThreeInputLanesWhereItsFilterHasThreeColumns() {
        assertEquals(554, latencyOfDepthwise(3));
    }

    private static long latencyOfDepthwise(int filter) {
        NetworkBuilder b = new NetworkBuilder();
        Tensor input = b.input(1, 5, 9, 6);
        Network network = b.build("depthwise", b.depthwise(input, filter, 1));
        OverlayDesign design = design(new ArrayShape(2, 4, 4), new OverlayBuffers(256, 64, 64))
                .withTilings(List.of(new Tiling("conv0", 5, 9, 6, LoopOrder.WEIGHTS_OUTER)));
        return feasible(network, design, LARGE).figures().latencyCycles;
    }

    @Test
    void severalBandsHideLoadsAndStores() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.input(1, 32, 24, 16);
        for (int i = 0; i < 4; i++) {
            x = b.convolution(x, 16, 3, 1);
        }
        Network network = b.build("chain", x);
        OverlayDesign design = design(new ArrayShape(4, 8, 8), new OverlayBuffers(2048, 256, 1024));
        // 768 pixels in groups of 4, 2 groups of channels, 2 words x 9 taps.
        long compute = 192 * 2 * 18;
        long inOne = cyclesInBandsOf(32, network, design);
        // 32 rows x 2 words x 24 columns come when the layer before is stored; they are stored while the next one
        // waits.
        assertTrue(inOne > compute + 32 * 2 * 24, inOne + " cycles");
        long inBands = cyclesInBandsOf(6, network, design);
        assertTrue(inBands < 1.01 * compute, inBands + " cycles");
    }

    /// Of the second one of four layers that are cut alike.
    private static long cyclesInBandsOf(int rows, Network network, OverlayDesign design) {
        List<Tiling> tilings = network.layers().stream()
                .map(layer -> new Tiling(layer.name(), rows, 24, 16, LoopOrder.WEIGHTS_OUTER))
                .toList();
        return row(feasible(network, design.withTilings(tilings), LARGE), 1)
                .work()
                .cycles();
    }

    @Test
    void anAdditionIsWorkOfItsOwn() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 7, 11, 3), 8, 3, 1);
        Tensor y = b.convolution(x, 8, 3, 1);
        Network network = b.build("residual", b.convolution(b.add(y, x), 5, 1, 1));
        Workload workload = WorkloadBuilder.build(network, false);
        assertEquals(4, workload.tasks().size());
        assertEquals(LayerShape.Mode.ADD, workload.tasks().get(2).shape().mode());
    }

    @Test
    void whatTheEngineCannotDoIsAViolationThatNamesTheLayer() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor input = b.input(1, 7, 11, 3);
        Tensor left = b.convolution(input, 5, 3, 1);
        Tensor right = b.convolution(input, 9, 1, 1);
        Network network = b.build("branches", b.convolution(b.concat(left, right), 4, 1, 1));
        Outcome.Infeasible outcome = assertInstanceOf(
                Outcome.Infeasible.class,
                OverlayModel.estimate(
                        network, design(new ArrayShape(2, 4, 4), new OverlayBuffers(256, 256, 64)), LARGE));
        Violation violation = outcome.violations().getFirst();
        assertTrue(violation.resource().contains("concat2"), violation.resource());
        assertEquals(1, outcome.violations().size());
    }

    @Test
    void groupsAndPaddedAveragesHaveNoHardware() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 9, 11, 4), 8, Window.valid(3, 3, 1, 1), 2);
        x = b.pool(x, Pool.Kind.AVERAGE, Window.same(x.shape(), 3, 3, 1, 1));
        Network network = b.build("refused", b.convolution(x, 4, 1, 1));
        List<String> layers = WorkloadBuilder.build(network, false).faults().stream()
                .map(Workload.Fault::layer)
                .toList();
        assertEquals(List.of("conv0", "pool1"), layers);
    }

    @Test
    void whatTheHostDoesAtTheEndSaysSo() {
        NetworkBuilder b = new NetworkBuilder();
        Network network = b.build("host", b.softmax(b.dense(b.input(1, 12), 7)));
        Estimate estimate = feasible(network, design(new ArrayShape(1, 4, 4), new OverlayBuffers(32, 64, 8)), LARGE);
        assertEquals(0, row(estimate, 1).work().cycles());
        assertEquals(0, row(estimate, 1).work().offChipBytes());
        assertTrue(
                row(estimate, 1).mapping().contains("on the host"),
                row(estimate, 1).mapping());
    }

    /// 4 x 8 x 8 products in 128 blocks in place of 256, at the same time. 2 pairs of pixels times 5 operands that
    /// all outputs share and 3 that each of 8 has are 58 operands, of which 9 bits are subtracted. Blocks of the
    /// large part do not add here, but have registers: of single features, not of the 17 bits of a pair.
    @Test
    void packedPairsTakeHalfTheBlocksOfTheArray() {
        NetworkBuilder b = new NetworkBuilder();
        Network network = b.build("convolution", b.convolution(b.input(1, 21, 13, 16), 24, 3, 1));
        OverlayDesign plain = design(new ArrayShape(4, 8, 8), new OverlayBuffers(512, 256, 512));
        Estimate single = feasible(network, plain, LARGE);
        Estimate pairs = feasible(network, packed(plain), LARGE);
        assertEquals(single.figures().latencyCycles, pairs.figures().latencyCycles);
        assertEquals(single.figures().dsp - 128, pairs.figures().dsp);
        assertEquals(58 * 9, (double) (pairs.figures().lut - single.figures().lut), 1);
        assertEquals(58 * 17, (double) (pairs.figures().ff - single.figures().ff), 1);
        assertTrue(pairs.figures().energyMillijoules < single.figures().energyMillijoules);
    }

    @Test
    void packedPairsNeedTwoPixelsAndAWideBlock() {
        OverlayBuffers buffers = new OverlayBuffers(128, 256, 64);
        assertEquals(List.of("pixels of a pair"), exceeded(design(new ArrayShape(1, 2, 1), buffers), 8, LARGE));
        // 2 * 8 + 8 + 1 bits are a block's 25; with weights of 9 bits it is one too few.
        assertEquals(List.of(), exceeded(design(new ArrayShape(2, 2, 1), buffers), 8, TestTargets.medium()));
        assertEquals(
                List.of("operand of a pair"),
                exceeded(design(new ArrayShape(2, 2, 1), buffers), 9, TestTargets.medium()));
    }

    private static List<String> exceeded(OverlayDesign design, int weightBits, Target target) {
        OverlayDesign packed = new OverlayDesign(
                design.clockHertz(),
                design.array(),
                design.buffers(),
                new OverlayNumbers(8, weightBits, Requantisation.EXACT, true),
                design.memoryPortBits(),
                1,
                List.of());
        return switch (OverlayModel.estimate(tiny(), packed, target)) {
            case Outcome.Feasible _ -> List.of();
            case Outcome.Infeasible infeasible ->
                infeasible.violations().stream().map(Violation::resource).toList();
        };
    }

    private static OverlayDesign packed(OverlayDesign design) {
        return new OverlayDesign(
                design.clockHertz(),
                design.array(),
                design.buffers(),
                new OverlayNumbers(8, 8, Requantisation.EXACT, true),
                design.memoryPortBits(),
                1,
                List.of());
    }

    @Test
    void aBoardWithoutMemoryHasNoOverlay() {
        Outcome.Infeasible outcome = assertInstanceOf(
                Outcome.Infeasible.class,
                OverlayModel.estimate(
                        tiny(),
                        design(new ArrayShape(1, 2, 1), new OverlayBuffers(128, 256, 8)),
                        withoutMemory(TestTargets.medium())));
        Violation memory = outcome.violations().stream()
                .filter(violation -> violation.resource().equals("memory"))
                .findFirst()
                .orElseThrow();
        assertEquals(0, memory.limit());
        assertEquals("bytes", memory.unit());
        assertTrue(memory.demand() > 9 * 7 * 2, memory.toString());
    }

    @Test
    void aBoardWhosePartHasLargeRamHasThatAsMemory() {
        Outcome outcome = OverlayModel.estimate(
                tiny(),
                design(new ArrayShape(1, 2, 1), new OverlayBuffers(128, 256, 8)),
                withoutMemory(TestTargets.small()));
        assertEquals(4, outcome.estimate().figures().uram);
        if (outcome instanceof Outcome.Infeasible infeasible) {
            assertTrue(
                    infeasible.violations().stream()
                            .noneMatch(violation -> violation.resource().equals("memory")),
                    infeasible.violations().toString());
        }
    }

    private static Network tiny() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 9, 7, 2), 4, 3, 2);
        return b.build("tiny", b.dense(b.flatten(x), 3));
    }

    private static Target withoutMemory(Target target) {
        Board board = target.board();
        return Target.of(
                new Board(board.name(), board.part(), board.reserved(), null, 1.0, board.sources()),
                target.coefficients());
    }

    @Test
    void aGivenTilingThatDoesNotFitIsAnError() {
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(new ArrayShape(4, 8, 8), new OverlayBuffers(512, 512, 64))
                .withTilings(List.of(new Tiling("conv0", 112, 112, 64, LoopOrder.WEIGHTS_OUTER)));
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
                .withTilings(List.of(new Tiling("nowhere", 1, 1, 8, LoopOrder.WEIGHTS_OUTER)));
        assertThrows(UserInputException.class, () -> OverlayModel.estimate(network, design, LARGE));
    }

    @Test
    void aGivenTilingThatSplitsALaneIsAnError() {
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = design(new ArrayShape(4, 8, 8), new OverlayBuffers(512, 512, 64))
                .withTilings(List.of(new Tiling("conv0", 1, 112, 12, LoopOrder.WEIGHTS_OUTER)));
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
        // 3x3 taps of 512 channels in words of 8.
        assertEquals("weight buffer", violation.resource());
        assertEquals(9 * 64, violation.demand());
        assertEquals(16, violation.limit());
    }

    @Test
    void presetsAreNamedByTheirOperations() {
        OverlayPresets.all().forEach((name, array) -> assertEquals("B" + 2 * array.macsPerCycle(), name));
    }
}
