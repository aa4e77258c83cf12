package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayMonotoneTest {
    private static final Target TARGET = TestTargets.large();

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

    /// Choices 4 to 6 of an overlay: depths of feature, weight and output buffer.
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void cyclesNeverRiseWithMoreBuffer(int knob) {
        check(knob, TARGET);
    }

    /// Choice 7: width of the port.
    @Test
    void cyclesNeverRiseWithMorePort() {
        check(7, withFastMemory());
    }

    private static void check(int knob, Target target) {
        OverlaySpace space = OverlaySpace.of(network(), target, BitOptions.fixed(8, 8));
        List<Knob> knobs = space.knobs();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(knob);
        Figures figures = new Figures();
        for (int i = 0; i < 300; i++) {
            int[] choices = knobs.stream()
                    .mapToInt(any -> random.nextInt(any.options()))
                    .toArray();
            long before = Long.MAX_VALUE;
            for (int option = 0; option < knobs.get(knob).options(); option++) {
                choices[knob] = option;
                space.evaluate(choices, figures);
                boolean fitsBuffers = fitsBuffers(space, choices);
                if (fitsBuffers) {
                    String what = "seed " + knob + ", " + knobs.get(knob).name() + " of " + Arrays.toString(choices)
                            + ": " + figures.latencyCycles + " after " + before;
                    assertTrue(figures.latencyCycles <= before, what);
                    before = figures.latencyCycles;
                }
            }
        }
    }

    private static boolean fitsBuffers(OverlaySpace space, int[] choices) {
        return switch (space.estimate(space.design(choices))) {
            case Outcome.Feasible _ -> true;
            case Outcome.Infeasible infeasible ->
                infeasible.violations().stream()
                        .noneMatch(violation -> violation.resource().endsWith("buffer"));
        };
    }
}
