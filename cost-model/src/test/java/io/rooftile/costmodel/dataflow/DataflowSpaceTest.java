package io.rooftile.costmodel.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Window;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.TestTargets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataflowSpaceTest {
    private static final BitOptions EIGHT = BitOptions.fixed(8, 8);

    static int[] random(DataflowSpace space, SplittableRandom random) {
        List<Knob> knobs = space.knobs();
        int[] choices = new int[knobs.size()];
        for (int i = 0; i < choices.length; i++) {
            choices[i] = random.nextInt(knobs.get(i).options());
        }
        return choices;
    }

    static void assertSame(Figures expected, Figures actual, String message) {
        assertEquals(expected.latencyCycles, actual.latencyCycles, message);
        assertEquals(expected.intervalCycles, actual.intervalCycles, message);
        assertEquals(expected.resources(), actual.resources(), message);
        assertEquals(expected.offChipBytes, actual.offChipBytes, message);
        assertEquals(expected.powerMilliwatts, actual.powerMilliwatts, 1e-9 * expected.powerMilliwatts, message);
        assertEquals(expected.energyMillijoules, actual.energyMillijoules, 1e-9 * expected.energyMillijoules, message);
        assertEquals(expected.worstUtilisationFraction, actual.worstUtilisationFraction, 1e-12, message);
        assertEquals(expected.violation, actual.violation, 1e-12, message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void estimateEqualsEvaluate_andLayersAddUp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Target target : List.of(TestTargets.large(), TestTargets.medium(), TestTargets.small())) {
            Network network = Nets.mixed();
            DataflowSpace space = DataflowSpace.of(network, target, EIGHT);
            DataflowSpace cold = DataflowSpace.withoutMemo(network, target, EIGHT);
            Figures figures = new Figures();
            Figures again = new Figures();
            for (int trial = 0; trial < 50; trial++) {
                int[] choices = random(space, random);
                space.evaluate(choices, figures);
                cold.evaluate(choices, again);
                String message = "seed " + seed + " trial " + trial;
                assertSame(figures, again, message);
                DataflowDesign design = space.design(choices);
                Outcome outcome = DataflowModel.estimate(network, design, target);
                Estimate estimate = outcome.estimate();
                assertSame(figures, estimate.figures(), message);
                assertEquals(figures.isFeasible(), outcome instanceof Outcome.Feasible, message);
                ResourceVector sum = ResourceVector.ZERO;
                long macs = 0;
                for (LayerEstimate layer : estimate.layers()) {
                    sum = sum.plus(layer.resources());
                    macs += layer.work().macs();
                }
                assertEquals(figures.resources(), sum, message);
                assertEquals(network.macs(), macs, message);
            }
        }
    }

    @Test
    void evaluate_agreesBetweenThreads() throws InterruptedException {
        DataflowSpace space = DataflowSpace.of(Nets.mixed(), TestTargets.large(), EIGHT);
        int designs = 200;
        Figures[][] seen = new Figures[4][designs];
        Thread[] threads = new Thread[seen.length];
        for (int t = 0; t < threads.length; t++) {
            Figures[] mine = seen[t];
            threads[t] = Thread.ofPlatform().start(() -> {
                SplittableRandom random = new SplittableRandom(11);
                for (int i = 0; i < designs; i++) {
                    mine[i] = new Figures();
                    space.evaluate(random(space, random), mine[i]);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int t = 1; t < threads.length; t++) {
            for (int i = 0; i < designs; i++) {
                assertSame(seen[0][i], seen[t][i], "thread " + t + " design " + i);
            }
        }
    }

    @Test
    void foldingKnob_runsFromSlowestToFastest_andStageOptionsAreWhatEvaluateSays() {
        DataflowSpace space = DataflowSpace.of(Nets.mixed(), TestTargets.large(), EIGHT);
        Figures figures = new Figures();
        for (int stage = 0; stage < space.stageCount(); stage++) {
            StageOptions options = space.stage(stage);
            int[] choices = new int[space.knobs().size()];
            space.evaluate(choices, figures);
            long lutOfOthers = figures.lut - options.lut(0);
            long bramOfOthers = figures.bram - options.bram(0);
            for (int option = 0; option < options.count(); option++) {
                options.choose(option, choices);
                space.evaluate(choices, figures);
                assertEquals(lutOfOthers + options.lut(option), figures.lut);
                assertEquals(bramOfOthers + options.bram(option), figures.bram);
                assertTrue(figures.intervalCycles >= options.intervalCycles(option));
            }
            int[] folding = new int[space.knobs().size()];
            long slower = Long.MAX_VALUE;
            for (int f = 0; f < space.knobs().get(1 + 4 * stage).options(); f++) {
                folding[1 + 4 * stage] = f;
                long interval = intervalOf(options, folding, stage);
                assertTrue(interval <= slower, options.layer());
                slower = interval;
            }
        }
    }

    private static long intervalOf(StageOptions options, int[] choices, int stage) {
        int[] probe = new int[choices.length];
        for (int option = 0; option < options.count(); option++) {
            options.choose(option, probe);
            if (probe[1 + 4 * stage] == choices[1 + 4 * stage]) {
                return options.intervalCycles(option);
            }
        }
        throw new AssertionError("no option has the folding");
    }

    @Test
    void openedBits_areOptions_andQuantisedTensorsKeepTheirs() {
        Network real = Nets.oneConv(7, 5, 3, 2, Window.valid(3, 2, 2, 1));
        DataflowSpace open =
                DataflowSpace.of(real, TestTargets.large(), new BitOptions(List.of(2, 3, 4), List.of(2, 3, 4)));
        assertEquals(9, open.knobs().get(4).options());
        DataflowSpace quantised =
                DataflowSpace.of(Nets.mixed(), TestTargets.large(), new BitOptions(List.of(2, 3, 4), List.of(2, 3, 4)));
        assertEquals(1, quantised.knobs().get(4).options());
    }
}
