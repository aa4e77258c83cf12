package io.rooftile.dse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.dataflow.DataflowSpace;
import io.rooftile.costmodel.dataflow.StageOptions;
import io.rooftile.dse.search.IntegerGenes;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// [PipelineSolver] and [KnobDescent] against brute force.
class ExactSolversTest {
    private final DataflowSpace pipelines =
            DataflowSpace.of(Nets.perceptron(6, 4, 3), Targets.board("pynq-z2"), BitOptions.AS_TRAINED);
    private final Figures figures = new Figures();

    /// Price of a whole design's blocks by [DataflowSpace#evaluate], and of its stages' cycles.
    private double price(int[] options, double[] prices, double cyclePrice) {
        int[] choices = new int[pipelines.knobs().size()];
        double price = 0;
        for (int stage = 0; stage < options.length; stage++) {
            pipelines.stage(stage).choose(options[stage], choices);
            price += cyclePrice * pipelines.stage(stage).intervalCycles(options[stage]);
        }
        pipelines.evaluate(choices, figures);
        ResourceVector used = figures.resources();
        Resource[] kinds = Resource.values();
        for (int kind = 0; kind < kinds.length; kind++) {
            Resource resource = kinds[kind];
            if (used.get(resource) > 0) {
                price += prices[kind]
                        * used.get(resource)
                        / pipelines.stageBudget().get(resource);
            }
        }
        return price;
    }

    @Test
    void thePipelineOfAnIntervalAndPricesIsTheCheapestOfAll() {
        PipelineSolver solver = new PipelineSolver(pipelines);
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 30; trial++) {
            double[] prices = random.doubles(Resource.values().length).toArray();
            double cyclePrice = trial % 2 == 0 ? 0 : random.nextDouble(0.01);
            long interval = random.nextLong(3, 40);
            double least = Double.POSITIVE_INFINITY;
            for (int first = 0; first < pipelines.stage(0).count(); first++) {
                for (int second = 0; second < pipelines.stage(1).count(); second++) {
                    if (pipelines.stage(0).intervalCycles(first) <= interval
                            && pipelines.stage(1).intervalCycles(second) <= interval) {
                        least = Math.min(least, price(new int[] {first, second}, prices, cyclePrice));
                    }
                }
            }
            int[] chosen = solver.cheapest(interval, prices, cyclePrice);
            for (int stage = 0; stage < chosen.length; stage++) {
                assertTrue(pipelines.stage(stage).intervalCycles(chosen[stage]) <= interval);
            }
            assertEquals(least, price(chosen, prices, cyclePrice), 1e-9);
        }
    }

    @Test
    void aSolverOfOneWidth_choosesTheCheapestOptionsOfThatWidth() {
        DataflowSpace open = DataflowSpace.of(
                Nets.perceptronOfReals(6, 4, 3),
                Targets.board("pynq-z2"),
                new BitOptions(List.of(2, 5, 8), List.of(4, 7)));
        List<StageOptions> stages = PipelineSolver.options(open);
        SplittableRandom random = new SplittableRandom(5);
        for (int width = 0; width < 6; width++) {
            PipelineSolver solver = new PipelineSolver(open, stages, OptionalDouble.of(width / 5.0));
            double[] prices = random.doubles(Resource.values().length).toArray();
            int[] chosen = solver.cheapest(30, prices, 0.001);
            for (int i = 0; i < chosen.length; i++) {
                StageOptions stage = stages.get(i);
                int wanted = width;
                double least = IntStream.range(0, stage.count())
                        .filter(option -> stage.width(option) == wanted && stage.intervalCycles(option) <= 30)
                        .mapToDouble(option -> stagePrice(stage, option, prices, 0.001, open.stageBudget()))
                        .min()
                        .orElseThrow();
                assertEquals(width, stage.width(chosen[i]));
                assertEquals(least, stagePrice(stage, chosen[i], prices, 0.001, open.stageBudget()), 1e-9);
            }
        }
    }

    private static double stagePrice(
            StageOptions stage, int option, double[] prices, double cyclePrice, ResourceVector budget) {
        double price = cyclePrice * stage.intervalCycles(option);
        long[] used = {stage.lut(option), stage.ff(option), stage.dsp(option), stage.bram(option), stage.uram(option)};
        Resource[] kinds = Resource.values();
        for (int kind = 0; kind < kinds.length; kind++) {
            price += used[kind] == 0 ? 0 : prices[kind] * used[kind] / budget.get(kinds[kind]);
        }
        return price;
    }

    /// Six knobs of ten values; time falls and logic grows with each, and two of them hinder one another.
    private static final class Slopes implements DesignSpace {
        @Override
        public Family family() {
            return Family.OVERLAY;
        }

        @Override
        public List<Knob> knobs() {
            return IntStream.range(0, 6)
                    .mapToObj(i -> new Knob("knob" + i, 10, i, true))
                    .toList();
        }

        @Override
        public void evaluate(int[] choices, Figures out) {
            double work = 1e6;
            long lut = 100;
            for (int i = 0; i < choices.length; i++) {
                work /= 1 + choices[i] / (i + 1.0);
                lut += (long) (choices[i] - i) * (choices[i] - i) * 37;
            }
            out.clockHertz = 100_000_000;
            out.latencyCycles = (long) work + 1000L * choices[0] * choices[1];
            out.lut = lut;
            out.violation = choices[2] > 7 ? choices[2] - 7 : 0;
        }

        @Override
        public Design design(int[] choices) {
            throw new UnsupportedOperationException("only evaluated");
        }

        @Override
        public Outcome estimate(Design design) {
            throw new UnsupportedOperationException("only evaluated");
        }
    }

    @Test
    void noSingleKnobImprovesADescentsEnd() {
        List<Objective> objectives = List.of(Objective.LATENCY, Objective.LUT);
        Slopes space = new Slopes();
        List<IntegerGenes> found = new KnobDescent(space, objectives).designs().designs();
        double[][] weightings = {{1, 1e-3}, {1e-3, 1}, {1, 1}};
        assertEquals(weightings.length + 2, found.size(), "one per weighting, the smallest and the largest");
        for (int i = 0; i < weightings.length; i++) {
            IntegerGenes end = found.get(i);
            double reached = weighted(space, end, weightings[i]);
            for (int knob = 0; knob < end.length(); knob++) {
                for (int option = 0; option < 10; option++) {
                    assertTrue(weighted(space, end.with(knob, option), weightings[i]) >= reached);
                }
            }
        }
    }

    private double weighted(DesignSpace space, IntegerGenes genes, double[] weights) {
        space.evaluate(genes.toArray(), figures);
        return figures.violation > 0
                ? Double.POSITIVE_INFINITY
                : weights[0] * Objective.LATENCY.cost(figures) + weights[1] * Objective.LUT.cost(figures);
    }
}
