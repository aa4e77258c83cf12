package io.rooftile.costmodel.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Upsample;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The closed form against the simulation of elements: interval exact, latency a bound.
final class TokenSimulatorTest {
    private static final int FRAMES = 4;
    private static final Target TARGET = TestTargets.large();

    static List<Network> networks() {
        return List.of(
                Nets.oneConv(7, 5, 3, 2, Window.valid(3, 2, 2, 1)),
                Nets.oneConv(9, 11, 1, 4, Window.of(3, 5, 1, 1, new Padding(1, 1, 2, 2))),
                Nets.oneConv(8, 6, 4, 6, Window.valid(1, 1, 2, 2)),
                Nets.oneConv(13, 9, 2, 4, new Window(3, 3, 1, 2, 2, 1, new Padding(2, 2, 0, 0))),
                chain(),
                residual(),
                unet(),
                Nets.mixed());
    }

    private static Network chain() {
        Nets nets = Nets.real(1, 20, 16, 3);
        Tensor a = nets.conv("a", nets.input(), 6, Window.valid(5, 3, 1, 1));
        Tensor b = nets.pool("b", a, Pool.Kind.MAX, Window.valid(2, 2, 2, 2));
        Tensor c = nets.conv("c", b, 4, Window.same(b.shape(), 3, 3, 1, 1));
        Tensor d = nets.pool("d", c, Pool.Kind.AVERAGE, Window.valid(3, 3, 2, 2));
        Tensor e = nets.depthwise("e", d, Window.same(d.shape(), 3, 1, 1, 1));
        Tensor f = nets.dense("f", nets.flatten("flat", e), 12);
        return nets.network(nets.dense("g", f, 5));
    }

    private static Network residual() {
        Nets nets = Nets.int8(1, 12, 10, 4);
        Tensor in = nets.input();
        Tensor a = nets.conv("a", in, 8, Window.same(in.shape(), 3, 3, 1, 1));
        Tensor b = nets.conv("b", a, 8, Window.same(a.shape(), 3, 3, 1, 1));
        Tensor c = nets.conv("c", b, 8, Window.same(b.shape(), 5, 3, 1, 1));
        Tensor sum = nets.add("sum", c, a);
        Tensor d = nets.conv("d", sum, 16, Window.same(sum.shape(), 3, 3, 2, 2));
        Tensor e = nets.conv("e", sum, 16, Window.valid(1, 1, 2, 2));
        return nets.network(nets.add("sum2", d, e));
    }

    private static Network unet() {
        Nets nets = Nets.int8(1, 16, 12, 2);
        Tensor in = nets.input();
        Tensor a = nets.conv("a", in, 4, Window.same(in.shape(), 3, 3, 1, 1));
        Tensor b = nets.pool("b", a, Pool.Kind.MAX, Window.valid(2, 2, 2, 2));
        Tensor c = nets.conv("c", b, 6, Window.same(b.shape(), 3, 3, 1, 1));
        Tensor d = nets.upsample("d", c, 2, Upsample.Kind.NEAREST);
        Tensor e = nets.concat("e", a, d);
        return nets.network(nets.conv("f", e, 3, Window.same(e.shape(), 3, 3, 1, 1)));
    }

    /// Five stages of the MLPerf Tiny ResNet's sizes: 32 rows, so that a row is 3 % of a frame.
    private static Network stack() {
        Nets nets = Nets.int8(1, 32, 30, 3);
        Tensor in = nets.input();
        Tensor a = nets.conv("a", in, 16, Window.same(in.shape(), 3, 3, 1, 1));
        Tensor b = nets.conv("b", a, 16, Window.same(a.shape(), 3, 3, 1, 1));
        Tensor c = nets.conv("c", b, 16, Window.same(b.shape(), 3, 3, 1, 1));
        Tensor sum = nets.add("sum", c, a);
        Tensor d = nets.conv("d", sum, 32, Window.same(sum.shape(), 3, 3, 2, 2));
        Tensor e = nets.globalAverage("e", d);
        return nets.network(nets.dense("f", nets.flatten("flat", e), 10));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void interval_isWhatElementsTake_andLatencyIsABound(Network network) {
        // What windows' leads are counted too long does not depend on a stage's registers, of which requantisers of
        // 5 cycles have up to 31 fewer than ones that multiplied bit by bit; then it was 16 %.
        assertTightBound(network, 4000, 1.18);
    }

    @Test
    void latency_isTighterTheMoreRowsThereAre() {
        assertTightBound(stack(), 16_000, 1.06);
    }

    /// Random designs, those that are soon simulated.
    private static void assertTightBound(Network network, long mostCycles, double mostRatio) {
        DataflowSpace space = DataflowSpace.of(network, TARGET, BitOptions.AS_TRAINED);
        SplittableRandom random = new SplittableRandom(5);
        Figures figures = new Figures();
        int simulated = 0;
        for (int trial = 0; trial < 300 && simulated < 12; trial++) {
            int[] choices = DataflowSpaceTest.random(space, random);
            space.evaluate(choices, figures);
            if (figures.intervalCycles > mostCycles) {
                continue;
            }
            simulated++;
            DataflowDesign design = space.design(choices);
            String message = "trial " + trial + ": " + design;
            long latency = TokenSimulator.run(network, design, TARGET, 1, false).latency();
            assertTrue(figures.latencyCycles >= latency, message);
            assertTrue(
                    figures.latencyCycles <= mostRatio * latency,
                    figures.latencyCycles + " for " + latency + ", " + message);
            assertEquals(
                    figures.intervalCycles,
                    TokenSimulator.run(network, design, TARGET, FRAMES, false).interval(),
                    message);
            // The FIFOs of the model hold what joins need: with them the pace is the same.
            assertEquals(
                    figures.intervalCycles,
                    TokenSimulator.run(network, design, TARGET, FRAMES, true).interval(),
                    message);
        }
        assertTrue(simulated >= 4, "only " + simulated + " designs were simulated");
    }
}
