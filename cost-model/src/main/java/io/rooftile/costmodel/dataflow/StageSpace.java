package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.ArgMax;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Fabric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of one stage: its knobs, what they stand for, and the memo of what they cost.
final class StageSpace {
    static final int KNOBS = 4;
    private static final int MOST_BITS = 32;

    private record BitPair(int weightBits, int activationBits) {}

    private final StageShape shape;
    private final Joins joins;
    private final StageModel model;
    private final Requantisation requantisation;
    private final List<Foldings.Pair> foldings;
    private final List<WeightStorage> storages;
    private final List<MultiplierStyle> multipliers;
    private final List<BitPair> bits;
    private final StageNumbers[] numbers;
    private final @Nullable StageCost[] memo;

    StageSpace(
            StageShape shape,
            Joins joins,
            StageModel model,
            ResourceVector budget,
            Fabric fabric,
            BitOptions options,
            Requantisation requantisation) {
        this.shape = shape;
        this.joins = joins;
        this.model = model;
        this.requantisation = requantisation;
        this.storages = storages(shape);
        this.multipliers = fabric.hasDsp() && shape.isMultiplying()
                ? List.of(MultiplierStyle.DSP, MultiplierStyle.LUT)
                : List.of(MultiplierStyle.LUT);
        this.bits = bits(shape, options);
        this.numbers = numbers(shape, bits, requantisation);
        this.foldings = Foldings.useful(shape, mostProducts(budget), pair -> score(pair, budget));
        this.memo = new StageCost[foldings.size() * storages.size() * multipliers.size() * bits.size()];
    }

    /// No part holds more multipliers than this: two products in each of two multipliers per DSP
    /// block and one per LUT.
    static long mostProducts(ResourceVector budget) {
        return Math.max(1, 4 * budget.dsp() + budget.lut());
    }

    private static List<WeightStorage> storages(StageShape shape) {
        if (!shape.hasWeights()) {
            return List.of(WeightStorage.LOGIC);
        }
        // Large RAMs come up empty, and nothing loads weights into them.
        return List.of(WeightStorage.LUT_RAM, WeightStorage.BLOCK_RAM);
    }

    private static List<BitPair> bits(StageShape shape, BitOptions options) {
        Constant weights = shape.weights();
        List<Integer> ofWeights = weights == null ? List.of(0) : own(weights.tensor(), options.weightBits());
        List<BitPair> pairs = new ArrayList<>();
        for (int weightBits : ofWeights) {
            for (int activationBits : own(shape.layer().input(), options.activationBits())) {
                pairs.add(new BitPair(weightBits, activationBits));
            }
        }
        return List.copyOf(pairs);
    }

    private static List<Integer> own(Tensor tensor, List<Integer> open) {
        return tensor.format().isFloat()
                ? open.isEmpty() ? List.of(BitOptions.DEFAULT_BITS) : open
                : List.of(Math.min(MOST_BITS, tensor.format().bits()));
    }

    /// The most that may be chosen for real tensors.
    static int widest(List<Integer> open) {
        return open.stream().mapToInt(bits -> bits).max().orElse(BitOptions.DEFAULT_BITS);
    }

    private static StageNumbers[] numbers(StageShape shape, List<BitPair> bits, Requantisation requantisation) {
        return bits.stream()
                .map(pair -> StageNumbers.of(shape, pair.weightBits(), pair.activationBits(), requantisation))
                .toArray(StageNumbers[]::new);
    }

    /// Share of the budget that the cheapest way of building a folding takes, over the kinds of block.
    private double score(Foldings.Pair pair, ResourceVector budget) {
        double least = Double.POSITIVE_INFINITY;
        for (WeightStorage storage : storages) {
            for (MultiplierStyle multiplier : multipliers) {
                StageCost cost = model.cost(shape, choice(pair, storage, multiplier, 0), joins, numbers[0]);
                least = Math.min(
                        least,
                        share(cost.lut(), budget.lut())
                                + share(cost.ff(), budget.ff())
                                + share(cost.dsp(), budget.dsp())
                                + share(cost.bram(), budget.bram())
                                + share(cost.uram(), budget.uram()));
            }
        }
        return least;
    }

    private static double share(long used, long budget) {
        return used == 0 ? 0 : used / (double) Math.max(1, budget);
    }

    private StageChoice choice(Foldings.Pair pair, WeightStorage storage, MultiplierStyle multiplier, int bit) {
        BitPair pairOfBits = bits.get(bit);
        boolean isConstant = shape.hasWeights()
                && (long) pair.pe() * pair.simd() == (long) shape.outputChannels() * shape.dotLength();
        return new StageChoice(
                pair.pe(),
                pair.simd(),
                pairOfBits.weightBits(),
                pairOfBits.activationBits(),
                outputBits(shape, pairOfBits.activationBits()),
                isConstant ? WeightStorage.LOGIC : storage,
                multiplier,
                requantisation);
    }

    /// Width of the output stream: the tensor's own bits, or where it is real those of the input.
    static int outputBits(StageShape shape, int activationBits) {
        if (shape.layer() instanceof ArgMax) {
            return Math.max(1, Bits.ceilLog2(shape.inputChannels()));
        }
        Tensor output = shape.layer().output();
        return output.format().isFloat()
                ? activationBits
                : Math.min(MOST_BITS, output.format().bits());
    }

    StageShape shape() {
        return shape;
    }

    int[] radix() {
        return new int[] {foldings.size(), storages.size(), multipliers.size(), bits.size()};
    }

    List<Knob> knobs(int group) {
        String layer = shape.name();
        return List.of(
                new Knob(layer + " folding", foldings.size(), group, true),
                new Knob(layer + " storage", storages.size(), group, false),
                new Knob(layer + " multiplier", multipliers.size(), group, false),
                new Knob(layer + " bits", bits.size(), group, true));
    }

    private int option(int[] choices, int knob) {
        return ((choices[knob] * storages.size() + choices[knob + 1]) * multipliers.size() + choices[knob + 2])
                        * bits.size()
                + choices[knob + 3];
    }

    StageChoice choice(int option) {
        int bit = option % bits.size();
        int rest = option / bits.size();
        int multiplier = rest % multipliers.size();
        rest /= multipliers.size();
        return choice(
                foldings.get(rest / storages.size()),
                storages.get(rest % storages.size()),
                multipliers.get(multiplier),
                bit);
    }

    StageChoice choice(int[] choices, int knob) {
        return choice(option(choices, knob));
    }

    /// What an option costs, computed anew.
    StageCost compute(int[] choices, int knob) {
        return compute(option(choices, knob));
    }

    private StageCost compute(int option) {
        return model.cost(shape, choice(option), joins, numbers[option % bits.size()]);
    }

    /// What an option costs, from the memo. Two threads may compute the same; both store the same values.
    StageCost cost(int[] choices, int knob) {
        return cost(option(choices, knob));
    }

    private StageCost cost(int option) {
        StageCost known = memo[option];
        if (known == null) {
            known = compute(option);
            memo[option] = known;
        }
        return known;
    }

    StageCost[] costs() {
        StageCost[] costs = new StageCost[memo.length];
        for (int option = 0; option < costs.length; option++) {
            costs[option] = cost(option);
        }
        return costs;
    }
}
