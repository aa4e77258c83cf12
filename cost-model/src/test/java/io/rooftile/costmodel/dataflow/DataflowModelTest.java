package io.rooftile.costmodel.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.dataflow.WindowFill;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.Basis;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.LoopNest;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.BuiltStreams.Regrouping;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataflowModelTest {
    private static final Target TARGET = TestTargets.large();

    private static Stage stage(String layer, int pe, int simd) {
        return new Stage(layer, pe, simd, 8, 8, WeightStorage.BLOCK_RAM, MultiplierStyle.DSP);
    }

    private static Outcome estimate(Network network, Stage... stages) {
        return DataflowModel.estimate(
                network, new DataflowDesign(100_000_000L, Requantisation.EXACT, List.of(stages)), TARGET);
    }

    @Test
    void pointwiseConvolutionOfThreeToTwoChannels_byHand() {
        // 4x5 pixels, C = 3, K = 2, one product per cycle: 20 * 3 * 2 = 120 cycles and as many MACs.
        Network network = Nets.oneConv(4, 5, 3, 2, Window.pointwise());
        Estimate slow = estimate(network, stage("conv", 1, 1)).estimate();
        assertEquals(120, slow.figures().intervalCycles);
        assertEquals(120, network.macs());
        // PE 2 and SIMD 3: a pixel per cycle, two DSP multipliers of two products each as the PEs share inputs: 3 for
        // 6 products. Exact requantisation of 2 results per cycle: 18-bit sums by 32 bits, 2 DSP blocks each.
        Estimate fast = estimate(network, stage("conv", 2, 3)).estimate();
        assertEquals(20, fast.figures().intervalCycles);
        assertEquals(3 + 2 * 2, fast.figures().dsp);
    }

    @Test
    void threeByTwoFilterOnSevenByFive_byHand() {
        // Stride 2x1 without padding: OY = 3, OX = 4. C*FY*FX = 18, K = 2.
        Network network = Nets.oneConv(7, 5, 3, 2, Window.valid(3, 2, 2, 1));
        // SIMD 3: inputFold 6; PE 1: outputFold 2; 12 pixels * 12 cycles.
        assertEquals(144, estimate(network, stage("conv", 1, 3)).estimate().figures().intervalCycles);
        // SIMD 18, PE 2: a result pixel per cycle, but 35 input pixels of one word each.
        assertEquals(35, estimate(network, stage("conv", 2, 18)).estimate().figures().intervalCycles);
    }

    @Test
    void weightMemoryByHand() {
        // 3x3x16 to 32 channels, PE 4, SIMD 8: depth 18 * 8 = 144, width 4*8*8 = 256 bits: 8 blocks of 512x36.
        Nets nets = Nets.real(1, 9, 7, 16);
        Network network = nets.network(
                nets.conv("conv", nets.input(), 32, Window.same(nets.input().shape(), 3, 3, 1, 1)));
        LayerEstimate block =
                estimate(network, stage("conv", 4, 8)).estimate().layers().getFirst();
        LayerEstimate lut = estimate(network, new Stage("conv", 4, 8, 8, 8, WeightStorage.LUT_RAM, MultiplierStyle.DSP))
                .estimate()
                .layers()
                .getFirst();
        assertEquals(8, block.resources().bram() - lut.resources().bram());
        // As LUTs: 3 banks of 64 words, chosen by MUXF7 and MUXF8.
        assertEquals(256 * 3, lut.resources().lut() - block.resources().lut());
    }

    @Test
    void lineBufferOfSamePaddedThreeByThree_isTwoRowsAndAWindow() {
        WindowFill fill = StageShape.of(conv(Nets.real(1, 20, 30, 4), 8, new Padding(1, 1, 1, 1)))
                .fill();
        assertEquals(30 + 2, fill.leadPixels());
        assertTrue(fill.bufferPixels() >= 2 * 30 + 3 && fill.bufferPixels() <= 2 * 30 + 3 + 3, "" + fill);
    }

    private static Convolution conv(Nets nets, int outputs, Padding padding) {
        Tensor out = nets.conv("conv", nets.input(), outputs, Window.of(3, 3, 1, 1, padding));
        return (Convolution) nets.network(out).layers().getFirst();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void computeCycles_areWhatALoopNestCounts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 30; trial++) {
            int groups = random.nextInt(3) == 0 ? 2 : 1;
            int c = 1 + random.nextInt(4);
            int k = 1 + random.nextInt(6);
            Window window = Window.valid(
                    1 + random.nextInt(3), 1 + random.nextInt(4), 1 + random.nextInt(2), 1 + random.nextInt(3));
            Nets nets = Nets.real(1, 5 + random.nextInt(4), 9 + random.nextInt(4), groups * c);
            Network network = nets.network(nets.conv("conv", nets.input(), groups * k, window, groups));
            StageShape shape = StageShape.of(network.layers().getFirst());
            for (Foldings.Pair pair : Foldings.legal(shape, Long.MAX_VALUE)) {
                long counted = count(network.layers().getFirst().loops(), pair);
                Folding folding = Folding.of(shape, pair.pe(), pair.simd());
                String message =
                        "seed " + seed + " " + network.layers().getFirst().loops() + " " + pair;
                assertEquals(counted, shape.outputPixels() * folding.inputFold() * folding.outputFold(), message);
                assertTrue(folding.intervalCycles() >= counted, message);
                assertTrue((double) folding.intervalCycles() * pair.pe() * pair.simd() >= network.macs(), message);
            }
        }
    }

    /// Runs the loops: a cycle passes whenever PE outputs have had SIMD inputs each.
    private static long count(LoopNest loops, Foldings.Pair pair) {
        long products = 0;
        for (int output = 0; output < loops.outputs(); output++) {
            for (int tap = 0; tap < loops.c() * loops.fy() * loops.fx(); tap++) {
                products++;
            }
        }
        assertEquals(loops.iterations(), products);
        assertEquals(0, products % ((long) pair.pe() * pair.simd()));
        return products / ((long) pair.pe() * pair.simd());
    }

    @Test
    void interval_neverRisesWithLargerDivisors() {
        for (Network network : TokenSimulatorTest.networks()) {
            for (StageShape shape : Pipeline.of(network).stages()) {
                List<Foldings.Pair> legal = Foldings.legal(shape, Long.MAX_VALUE);
                for (Foldings.Pair a : legal) {
                    for (Foldings.Pair b : legal) {
                        if (b.pe() % a.pe() == 0 && b.simd() % a.simd() == 0) {
                            assertTrue(
                                    Folding.of(shape, b.pe(), b.simd()).intervalCycles()
                                            <= Folding.of(shape, a.pe(), a.simd())
                                                    .intervalCycles(),
                                    shape.name() + " " + a + " " + b);
                        }
                    }
                }
            }
        }
    }

    @Test
    void resources_neverFallWithMoreBits() {
        Network network = Nets.oneConv(12, 10, 6, 8, Window.of(3, 3, 1, 1, new Padding(1, 1, 1, 1)));
        for (WeightStorage storage : List.of(WeightStorage.LUT_RAM, WeightStorage.BLOCK_RAM, WeightStorage.URAM)) {
            for (MultiplierStyle style : MultiplierStyle.values()) {
                for (int bits = 2; bits < 16; bits++) {
                    for (int more = 0; more < 2; more++) {
                        Stage narrow = new Stage("conv", 4, 3, bits, bits, storage, style);
                        Stage wide = new Stage("conv", 4, 3, bits + more, bits + 1 - more, storage, style);
                        LayerEstimate a =
                                estimate(network, narrow).estimate().layers().getFirst();
                        LayerEstimate b =
                                estimate(network, wide).estimate().layers().getFirst();
                        String message = storage + " " + style + " " + bits + " " + more;
                        // Two products are packed into one block up to x + 2w + 1 = 27 bits, which takes LUTs.
                        boolean isPackingEnd =
                                style == MultiplierStyle.DSP && 3 * bits + 1 <= 27 && 3 * bits + 2 + more > 27;
                        if (bits == 8 && more == 0) {
                            // Data of more than 8 bits are requantised as wide sums, with half the factor's bits.
                            continue;
                        }
                        assertTrue(
                                isPackingEnd
                                        || b.resources().lut() >= a.resources().lut(),
                                message);
                        assertTrue(b.resources().ff() >= a.resources().ff(), message);
                        assertTrue(b.resources().dsp() >= a.resources().dsp(), message);
                        assertTrue(b.resources().bram() >= a.resources().bram(), message);
                        assertTrue(b.resources().uram() >= a.resources().uram(), message);
                    }
                }
            }
        }
    }

    @Test
    void illegalFolding_saysWhatMustDivideWhat() {
        Network network = Nets.oneConv(7, 5, 3, 2, Window.valid(3, 2, 2, 1));
        String simd = message(() -> estimate(network, stage("conv", 1, 4)));
        assertTrue(simd.contains("SIMD must divide C=3") && simd.contains("was 4"), simd);
        String pe = message(() -> estimate(network, stage("conv", 3, 3)));
        assertTrue(pe.contains("PE must divide 2") && pe.contains("was 3"), pe);
        String logic = message(
                () -> estimate(network, new Stage("conv", 1, 3, 8, 8, WeightStorage.LOGIC, MultiplierStyle.LUT)));
        assertTrue(logic.contains("unrolled"), logic);
        assertTrue(message(() -> estimate(network)).contains("[conv]"));
    }

    private static String message(Runnable call) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    @Test
    void softmaxAtTheEnd_isTheHosts_andReshapeIsNoStage() {
        DataflowSpace space = DataflowSpace.of(Nets.mixed(), TARGET, BitOptions.AS_TRAINED);
        Outcome outcome = space.estimate(space.design(new int[space.knobs().size()]));
        LayerEstimate softmax = row(outcome.estimate(), "softmax");
        assertEquals("host", softmax.mapping());
        assertEquals(0, softmax.resources().lut());
        assertEquals("no stage", row(outcome.estimate(), "flat").mapping());
        assertEquals(Basis.EXACT, outcome.estimate().basis().get("intervalCycles"));
        // 18*14*3 bytes in, 10 out.
        assertEquals(18 * 14 * 3 + 10, outcome.estimate().figures().offChipBytes);
    }

    private static LayerEstimate row(Estimate estimate, String layer) {
        return estimate.layers().stream()
                .filter(l -> l.layer().equals(layer))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void softmaxInTheMiddle_isAViolationWithALever() {
        Nets nets = Nets.int8(1, 6, 5, 4);
        Tensor soft = nets.softmax("soft", nets.conv("conv", nets.input(), 4, Window.pointwise()));
        Network network = nets.network(nets.conv("behind", soft, 2, Window.pointwise()));
        DataflowSpace space = DataflowSpace.of(network, TARGET, BitOptions.AS_TRAINED);
        Outcome.Infeasible outcome = assertInstanceOf(
                Outcome.Infeasible.class,
                space.estimate(space.design(new int[space.knobs().size()])));
        assertEquals("host step soft", outcome.violations().getFirst().resource());
        assertTrue(outcome.violations().getFirst().lever().contains("overlay"));
        assertEquals(1, outcome.estimate().figures().violation);
    }

    @Test
    void tooLarge_isInfeasibleWithALeverPerResource() {
        Nets nets = Nets.int8(1, 6, 5, 4);
        Network network = nets.network(nets.conv("conv", nets.input(), 64, Window.pointwise()));
        DataflowDesign design = new DataflowDesign(12_000_000L, Requantisation.EXACT, List.of(stage("conv", 64, 4)));
        Outcome.Infeasible outcome = assertInstanceOf(
                Outcome.Infeasible.class, DataflowModel.estimate(network, design, TestTargets.small()));
        assertTrue(outcome.violations().stream()
                .anyMatch(v -> v.resource().equals("dsp")
                        && v.demand() > v.limit()
                        && v.lever().contains("fold")));
    }

    @Test
    void fifoInFrontOfAJoin_coversTheOtherBranch() {
        Nets nets = Nets.int8(1, 20, 16, 4);
        Tensor a = nets.conv("a", nets.input(), 4, Window.pointwise());
        Tensor b = nets.conv("b", a, 4, Window.same(a.shape(), 3, 3, 1, 1));
        Pipeline pipeline = Pipeline.of(nets.network(nets.add("sum", b, a)));
        Joins joins = JoinDepths.of(pipeline, TARGET.budget())[2];
        assertEquals(0, joins.fifos().get(0).depth());
        // One row and two pixels until the first window is complete, less the pixel itself; three in work; 24
        // pipeline registers, at a pixel per cycle.
        assertEquals((16 + 2 - 1 + 3 + 24) * 4, joins.fifos().get(1).depth());
    }

    @Test
    void fifosThatTheReplayMadeDeeper_areCosted() {
        Nets nets = Nets.int8(1, 20, 16, 4);
        Network network = nets.network(nets.conv("a", nets.input(), 4, Window.pointwise()));
        DataflowDesign design = new DataflowDesign(100_000_000L, Requantisation.EXACT, List.of(stage("a", 1, 1)));
        Estimate usual = DataflowModel.estimate(network, design, TARGET).estimate();
        // 1,024 words of 36 bits are two blocks of 512x36.
        BuiltStreams deepened = new BuiltStreams(List.of(), List.of(new FifoShape(1_024, 36)), List.of());
        Estimate deeper =
                DataflowModel.estimate(network, design, TARGET, deepened).estimate();
        assertEquals(usual.figures().bram + 2, deeper.figures().bram);
        assertEquals(usual.figures().intervalCycles, deeper.figures().intervalCycles);
        assertEquals(
                DataflowModel.accelerator(usual).bram() + 2,
                DataflowModel.accelerator(deeper).bram());
    }

    @Test
    void changesOfWidthThatAreThere_areCosted() {
        Nets nets = Nets.int8(1, 20, 16, 4);
        Network network = nets.network(nets.conv("a", nets.input(), 4, Window.pointwise()));
        DataflowDesign design = new DataflowDesign(100_000_000L, Requantisation.EXACT, List.of(stage("a", 1, 4)));
        Estimate usual = DataflowModel.estimate(network, design, TARGET).estimate();
        BuiltStreams none = new BuiltStreams(List.of(), List.of(), List.of());
        Estimate wide = DataflowModel.estimate(network, design, TARGET, none).estimate();
        // A word of 4 x 8 bits and a count to 4 are in front of the stage unless words come as wide.
        assertEquals(usual.figures().ff - (4 * 8 + 3), wide.figures().ff);
        BuiltStreams pairs = new BuiltStreams(List.of(), List.of(), List.of(new Regrouping(8, 2, 4)));
        Estimate fromPairs =
                DataflowModel.estimate(network, design, TARGET, pairs).estimate();
        assertEquals(wide.figures().ff + 4 * 8 + 2, fromPairs.figures().ff);
    }

    @Test
    void maxPoolOfTwoByTwo_takesAsLongAsItsInput() {
        Nets nets = Nets.int8(1, 8, 6, 4);
        Network network = nets.network(nets.pool("pool", nets.input(), Pool.Kind.MAX, Window.valid(2, 2, 2, 2)));
        Stage two = new Stage("pool", 2, 1, 0, 8, WeightStorage.LOGIC, MultiplierStyle.LUT);
        assertEquals(8 * 6 * 4 / 2, estimate(network, two).estimate().figures().intervalCycles);
    }

    @Test
    void constantsInLogic_costTheirDigits() {
        // 7 = 8 - 1 has two non-zero digits, 5 = 4 + 1 two, 8 one, 0 none, -1 one.
        assertEquals(2, WeightDigits.of(7));
        assertEquals(2, WeightDigits.of(5));
        assertEquals(1, WeightDigits.of(8));
        assertEquals(0, WeightDigits.of(0));
        assertEquals(1, WeightDigits.of(-1));
        Network network = Nets.oneConv(4, 5, 3, 2, Window.pointwise());
        Stage constant = new Stage("conv", 2, 3, 8, 8, WeightStorage.LOGIC, MultiplierStyle.LUT);
        LayerEstimate row = estimate(network, constant).estimate().layers().getFirst();
        assertEquals(0, row.resources().bram());
    }

    @Test
    void activationTables_areCosted() {
        Nets nets = Nets.int8(1, 8, 6, 4);
        Network network = nets.network(nets.activation("tanh", nets.input(), ActivationFunction.Kind.TANH));
        Stage two = new Stage("tanh", 2, 1, 0, 8, WeightStorage.LOGIC, MultiplierStyle.LUT);
        // Two tables of 256 words of 8 bits.
        assertEquals(
                2,
                estimate(network, two)
                        .estimate()
                        .layers()
                        .getFirst()
                        .resources()
                        .bram());
    }
}
