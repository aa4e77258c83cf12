package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.ArrayShape;
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
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TilingDescentTest {
    private static final int[] NO_CHOICE = new int[OverlayOptions.KNOBS];

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(4);

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private Network network(boolean hasAdditions) {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, between(9, 40), between(9, 40), between(1, 8)), between(1, 40), 3, 2);
        for (int i = between(2, 6); i > 0; i--) {
            x = switch (between(0, 3)) {
                case 0 -> b.convolution(x, between(1, 48), 1, 1);
                case 1 -> b.depthwise(x, 3, between(1, 2));
                case 2 ->
                    hasAdditions
                            ? b.add(b.convolution(x, x.shape().channels(), 3, 1), x)
                            : b.convolution(x, between(1, 24), 3, 1);
                default -> b.pool(x, Pool.Kind.MAX, Window.same(x.shape(), 3, 3, 1, 1));
            };
        }
        return b.build("random", b.dense(b.flatten(b.globalPool(x)), between(2, 30)));
    }

    private OverlayDesign design(int pp, int cores) {
        return new OverlayDesign(
                100_000_000L,
                new ArrayShape(pp, between(1, 9), between(1, 9)),
                new OverlayBuffers(1 << between(7, 11), 1 << between(6, 9), 1 << between(5, 9)),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                32 << between(0, 2),
                cores,
                List.of());
    }

    /// A network with the tilings that the closed forms choose, where none are given.
    private static Figures untuned(Network network, OverlayDesign design, Target target) {
        Compiled compiled = new Compiled(network, target, OverlayOptions.of(design));
        Evaluator evaluator = new Evaluator(compiled, null, true);
        evaluator.given = GivenTile.of(design, compiled);
        Figures figures = new Figures();
        evaluator.evaluate(NO_CHOICE, figures);
        return figures;
    }

    private static long memoryBytes(Network network, OverlayDesign design, Target target) {
        Compiled compiled = new Compiled(network, target, OverlayOptions.of(design));
        Evaluator evaluator = new Evaluator(compiled, null, true);
        evaluator.given = GivenTile.of(design, compiled);
        evaluator.evaluate(NO_CHOICE, new Figures());
        return evaluator.memoryBytes();
    }

    private static void checkNoWorse(Figures before, Figures after, String what) {
        assertTrue(after.latencyCycles <= before.latencyCycles, what);
        assertTrue(after.intervalCycles <= before.intervalCycles, what);
        assertTrue(after.violation <= before.violation, what);
        assertTrue(after.lut <= before.lut && after.ff <= before.ff && after.bram <= before.bram, what);
        assertEquals(before.dsp, after.dsp, what);
        assertEquals(before.uram, after.uram, what);
    }

    private static OverlayDesign designOf(Outcome outcome) {
        return (OverlayDesign) outcome.estimate().design();
    }

    private static boolean fits(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Feasible _ -> true;
            case Outcome.Infeasible infeasible ->
                infeasible.violations().stream()
                        .noneMatch(violation -> violation.resource().endsWith("buffer"));
        };
    }

    @Test
    void noNetworkGetsLongerOrLargerAndManyGetShorter() {
        Target target = TestTargets.large();
        int shorter = 0;
        for (int round = 0; round < 60; round++) {
            Network network = network(true);
            OverlayDesign design = design(1 << between(0, 3), between(1, 3));
            Outcome outcome = OverlayModel.estimate(network, design, target);
            if (!fits(outcome)) {
                continue;
            }
            Figures before = untuned(network, design, target);
            Figures after = outcome.estimate().figures();
            checkNoWorse(before, after, "round " + round + " on " + design);
            shorter += after.latencyCycles < before.latencyCycles ? 1 : 0;
        }
        assertTrue(shorter > 20, shorter + " got shorter");
    }

    @Test
    void theDesignOfAnEstimateHasItsFigures() {
        Target target = TestTargets.large();
        for (int round = 0; round < 20; round++) {
            Network network = network(true);
            OverlayDesign design = design(1 << between(0, 3), 1);
            Outcome outcome = OverlayModel.estimate(network, design, target);
            if (!fits(outcome)) {
                continue;
            }
            Estimate again =
                    OverlayModel.estimate(network, designOf(outcome), target).estimate();
            String what = "round " + round + " on " + design;
            assertEquals(outcome.estimate().design(), again.design(), what);
            assertEquals(outcome.estimate().layers(), again.layers(), what);
            assertEquals(outcome.estimate().figures().latencyCycles, again.figures().latencyCycles, what);
            assertEquals(outcome.estimate().figures().energyMillijoules, again.figures().energyMillijoules, what);
        }
    }

    @Test
    void givenTilingsStayAndOthersMayChange() {
        Target target = TestTargets.large();
        int changed = 0;
        for (int round = 0; round < 30; round++) {
            Network network = network(true);
            OverlayDesign design = design(1 << between(0, 3), 1);
            if (!fits(OverlayModel.estimate(network, design, target))) {
                continue;
            }
            List<Tiling> chosen =
                    designOf(OverlayModel.sketch(network, design, target)).tilings();
            List<Tiling> given = new ArrayList<>(chosen);
            given.removeIf(_ -> random.nextBoolean());
            List<Tiling> tuned = designOf(OverlayModel.estimate(network, design.withTilings(given), target))
                    .tilings();
            assertTrue(tuned.containsAll(given), "round " + round + " on " + design);
            changed += tuned.equals(chosen) ? 0 : 1;
        }
        assertTrue(changed > 5, changed + " changed");
    }

    /// The RAM of the part is all memory there is: what did fit still does.
    @Test
    void memoryInThePartNeverFillsUp() {
        Board board = TestTargets.small().board();
        Target target = Target.of(
                new Board(board.name(), board.part(), board.reserved(), null, 1.0, board.sources()),
                TestTargets.coefficients());
        int tuned = 0;
        for (int round = 0; round < 60; round++) {
            Network network = network(false);
            OverlayDesign design = design(1, 1);
            Outcome outcome = OverlayModel.estimate(network, design, target);
            if (!fits(outcome)) {
                continue;
            }
            String what = "round " + round + " on " + design;
            Figures before = untuned(network, design, target);
            checkNoWorse(before, outcome.estimate().figures(), what);
            assertTrue(memoryBytes(network, designOf(outcome), target) <= memoryBytes(network, design, target), what);
            tuned += outcome.estimate().figures().latencyCycles < before.latencyCycles ? 1 : 0;
        }
        assertTrue(tuned > 5, tuned + " got shorter");
    }

    @Test
    void resNet50TakesATwentiethLess() {
        Target target = TestTargets.large();
        Network network = NetworkBuilder.resNet50();
        OverlayDesign design = new OverlayDesign(
                100_000_000L,
                new ArrayShape(8, 16, 16),
                new OverlayBuffers(2048, 2048, 1024),
                new OverlayNumbers(8, 8, Requantisation.EXACT, false),
                128,
                1,
                List.of());
        long before = untuned(network, design, target).latencyCycles;
        Estimate estimate = OverlayModel.estimate(network, design, target).estimate();
        long after = estimate.figures().latencyCycles;
        assertTrue(after < 0.95 * before, after + " of " + before + " cycles");
    }
}
