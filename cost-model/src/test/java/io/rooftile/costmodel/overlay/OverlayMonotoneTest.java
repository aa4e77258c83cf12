package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayMonotoneTest {
    private static final Target TARGET = TestTargets.large();
    /// The worst that was found in 300 draws is 10.6 %.
    private static final double MOST_RISE = 0.15;
    /// Designs from which a choice goes through all its values; `-Drooftile.draws=300` takes some minutes.
    private static final int DRAWS = Integer.getInteger("rooftile.draws", 30);

    private static Network network() {
        NetworkBuilder b = new NetworkBuilder();
        Tensor x = b.convolution(b.input(1, 37, 29, 3), 20, 5, 2);
        Tensor y = b.convolution(b.depthwise(x, 3, 1), 20, 1, 1);
        x = b.add(b.add(y, x), b.pool(x, Pool.Kind.MAX, Window.same(x.shape(), 3, 3, 1, 1)));
        x = b.convolution(x, 52, 3, 2);
        x = b.globalPool(x);
        return b.build("branches", b.dense(b.flatten(x), 11));
    }

    /// A memory that is never waited for. Words take whole beats or a share of one, so that a wider port may move more
    /// bytes, for which another memory may take longer.
    private static Target withFastMemory() {
        Board board = TARGET.board();
        OffChipMemory memory = new OffChipMemory("SRAM", 1e12, 1, 1L << 30, 512);
        return Target.of(
                new Board(board.name(), board.part(), board.reserved(), memory, 1.0, board.sources()),
                TARGET.coefficients());
    }

    /// Choices 4 to 6 of an overlay: depths of feature, weight and output buffer. The best tilings never take longer,
    /// each layer by itself.
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void cyclesOfLayersNeverRiseWithMoreBuffer(int knob) {
        check(knob, TARGET, OverlayMonotoneTest::cyclesOfLayers, 0, 300);
    }

    /// Layers that follow each other may: which jobs wait for each other changes with the tilings, and with the places
    /// that a longer buffer gives them (Graham 1969, DOI 10.1137/0117039: fewer constraints can make a schedule
    /// longer).
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void cyclesHardlyRiseWithMoreBuffer(int knob) {
        check(knob, TARGET, OverlayMonotoneTest::cycles, MOST_RISE, DRAWS);
    }

    /// Choice 7: width of the port.
    @Test
    void cyclesHardlyRiseWithMorePort() {
        check(7, withFastMemory(), OverlayMonotoneTest::cycles, MOST_RISE, DRAWS);
    }

    private static long cycles(OverlayDesign design, Target target) {
        return OverlayModel.estimate(network(), design, target).estimate().figures().latencyCycles;
    }

    private static long cyclesOfLayers(OverlayDesign design, Target target) {
        Compiled compiled = new Compiled(network(), target, OverlayOptions.of(design));
        Engine engine = Engine.of(design, target);
        LayerCost cost = new LayerCost();
        long cycles = 0;
        ChosenKinds chosen = new ChosenKinds(compiled);
        compiled.choose(engine, chosen);
        for (int kind : chosen.ofTask) {
            new TilingSearch(engine).search(engine, compiled.kinds[kind], new OptionIndex(), cost);
            cycles += cost.cycles;
        }
        return cycles;
    }

    private static void check(
            int knob, Target target, ToLongBiFunction<OverlayDesign, Target> cyclesOf, double mostRise, int designs) {
        OverlaySpace space = OverlaySpace.of(network(), target, BitOptions.fixed(8, 8));
        List<Knob> knobs = space.knobs();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(knob);
        for (int i = 0; i < designs; i++) {
            int[] choices = knobs.stream()
                    .mapToInt(any -> random.nextInt(any.options()))
                    .toArray();
            long least = Long.MAX_VALUE;
            for (int option = 0; option < knobs.get(knob).options(); option++) {
                choices[knob] = option;
                OverlayDesign design = (OverlayDesign) space.design(choices);
                if (fitsBuffers(OverlayModel.sketch(network(), design, target))) {
                    long cycles = cyclesOf.applyAsLong(design, target);
                    String what = "seed " + knob + ", " + knobs.get(knob).name() + " of " + Arrays.toString(choices)
                            + ": " + cycles + " after " + least;
                    assertTrue(cycles <= least * (1 + mostRise), what);
                    least = Math.min(least, cycles);
                }
            }
        }
    }

    private static boolean fitsBuffers(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Feasible _ -> true;
            case Outcome.Infeasible infeasible ->
                infeasible.violations().stream()
                        .noneMatch(violation -> violation.resource().endsWith("buffer"));
        };
    }
}
