package io.rooftile.calibration.experiment;

import io.rooftile.calibration.experiment.Foldings.Choice;
import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.Part;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Dataflow designs by chance.
public final class RandomDesigns {
    private static final int NEAR = 4;
    private static final long MOST_WEIGHTS_IN_LOGIC = 2_500;
    private static final long CLOCK_HERTZ = 100_000_000;

    /// What a design's numbers look like. Lists go by stage and begin again where stages outnumber them.
    public record Numbers(Requantisation requantisation, List<Integer> weightBits, List<Integer> activationBits) {
        public static Numbers of(Requantisation requantisation, int bits) {
            return new Numbers(requantisation, List.of(bits), List.of(bits));
        }

        private static int of(List<Integer> bits, int stage) {
            return bits.get(stage % bits.size());
        }
    }

    private final List<Foldings> stages;
    private final Numbers numbers;
    private final RandomGenerator random;

    private RandomDesigns(Network network, Numbers numbers, RandomGenerator random) {
        this.stages = Pipeline.of(network).stages().stream().map(Foldings::of).toList();
        this.numbers = numbers;
        this.random = random;
    }

    /// One whose stages all have a reuse factor.
    public static DataflowDesign ofReuse(Network network, Numbers numbers, long factor, RandomGenerator random) {
        RandomDesigns designs = new RandomDesigns(network, numbers, random);
        return designs.design(designs.stages.stream()
                .map(stage -> designs.any(stage.ofReuse(factor)))
                .toList());
    }

    /// One whose slowest stage multiplies all the time, where the network has one that can, and takes nearly as many
    /// cycles as are given; all others are as fast or faster, but not far.
    public static DataflowDesign ofCycles(Network network, Numbers numbers, long cycles, RandomGenerator random) {
        RandomDesigns designs = new RandomDesigns(network, numbers, random);
        long least =
                designs.stages.stream().mapToLong(Foldings::leastCycles).max().orElseThrow();
        OptionalInt bottleneck = designs.bottleneck(Math.max(cycles, least), least);
        if (bottleneck.isEmpty()) {
            return anyOf(network, numbers, cycles, random);
        }
        Choice slowest = designs.any(designs.stages.get(bottleneck.getAsInt()).slowest(Math.max(cycles, least)));
        List<Choice> choices = IntStream.range(0, designs.stages.size())
                .mapToObj(stage -> stage == bottleneck.getAsInt()
                        ? slowest
                        : designs.any(designs.stages.get(stage).within(slowest.cycles(), NEAR)))
                .toList();
        return designs.design(choices);
    }

    /// One with any legal folding in every stage that takes at most so many cycles and not far fewer.
    public static DataflowDesign anyOf(Network network, Numbers numbers, long cycles, RandomGenerator random) {
        RandomDesigns designs = new RandomDesigns(network, numbers, random);
        return designs.design(designs.stages.stream()
                .map(stage -> designs.any(stage.within(cycles, NEAR)))
                .toList());
    }

    /// Of the stages with weights that can be slower than the others must be, one by chance that comes near to as many
    /// cycles as any of them.
    private OptionalInt bottleneck(long mostCycles, long leastCycles) {
        long[] cycles = stages.stream()
                .mapToLong(stage -> stage.shape().hasWeights() ? slowestCycles(stage, mostCycles) : 0)
                .toArray();
        long most = LongStream.of(cycles).max().orElse(0);
        int[] able = IntStream.range(0, cycles.length)
                .filter(stage -> cycles[stage] >= Math.max(leastCycles, most / 2) && cycles[stage] > 0)
                .toArray();
        return able.length == 0 ? OptionalInt.empty() : OptionalInt.of(able[random.nextInt(able.length)]);
    }

    private static long slowestCycles(Foldings stage, long mostCycles) {
        return stage.slowest(mostCycles).stream()
                .mapToLong(Choice::cycles)
                .max()
                .orElse(0);
    }

    private Choice any(List<Choice> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private DataflowDesign design(List<Choice> choices) {
        List<Stage> designed = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            designed.add(stage(i, choices.get(i)));
        }
        return new DataflowDesign(CLOCK_HERTZ, numbers.requantisation(), designed);
    }

    /// One that a part can hold the kinds of blocks of, with tables in logic only where they are small: synthesis takes
    /// minutes for others.
    public static DataflowDesign forPart(
            Network network,
            int bits,
            Requantisation requantisation,
            long mostCycles,
            Part part,
            RandomGenerator random) {
        DataflowDesign any = anyOf(network, Numbers.of(requantisation, bits), mostCycles, random);
        List<StageShape> shapes = Pipeline.of(network).stages();
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Stage stage = any.stages().get(i);
            long weights = (long) shapes.get(i).outputChannels() * shapes.get(i).dotLength();
            boolean isTable = stage.storage() == WeightStorage.LUT_RAM && weights > MOST_WEIGHTS_IN_LOGIC;
            stages.add(new Stage(
                    stage.layer(),
                    stage.pe(),
                    stage.simd(),
                    stage.weightBits(),
                    stage.activationBits(),
                    isTable ? WeightStorage.BLOCK_RAM : stage.storage(),
                    part.capacity().dsp() > 0 ? stage.multiplier() : MultiplierStyle.LUT));
        }
        return new DataflowDesign(any.clockHertz(), requantisation, stages);
    }

    private Stage stage(int index, Choice choice) {
        StageShape shape = stages.get(index).shape();
        boolean isPlain = shape.taps().groups() == 1 || shape.kind() != StageShape.Kind.MATRIX;
        WeightStorage storage = choice.isUnrolled() && isPlain && random.nextBoolean()
                ? WeightStorage.LOGIC
                : random.nextBoolean() ? WeightStorage.BLOCK_RAM : WeightStorage.LUT_RAM;
        MultiplierStyle multiplier = random.nextBoolean() ? MultiplierStyle.DSP : MultiplierStyle.LUT;
        Constant weights = shape.weights();
        int weightBits = weights == null || !shape.hasWeights()
                ? 0
                : bits(weights.tensor(), Numbers.of(numbers.weightBits(), index));
        int activationBits = bits(shape.layer().input(), Numbers.of(numbers.activationBits(), index));
        return new Stage(shape.name(), choice.pe(), choice.simd(), weightBits, activationBits, storage, multiplier);
    }

    /// A tensor that is quantised keeps its bits.
    private static int bits(Tensor tensor, int chosen) {
        return tensor.format().isFloat() ? chosen : tensor.format().bits();
    }
}
