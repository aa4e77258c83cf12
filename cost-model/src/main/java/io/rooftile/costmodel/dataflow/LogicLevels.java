package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.costmodel.fabric.Bits;

/// How long a stage's slowest path between registers is, in LUTs one behind the other: what a clock has to wait for.
///
/// Paths are those of the cells: the barrel shifter and the rounding of `requantise`, the rows of `product_rows`, the
/// adders between two registers of `adder_tree`, the address of `window_fold`, the limits of `window_progress`. A
/// carry goes through [#CARRIES_PER_LEVEL] bits in the time of one LUT with its wire. Source: nextpnr-ice40's timing
/// of UP5K parts, 0.28 ns a carry, 1.2 ns a LUT and about 1.8 ns a wire.
final class LogicLevels {
    private static final double CARRIES_PER_LEVEL = 10;

    /// Into a carry chain and out of it.
    private static final double CHAIN = 1.5;

    /// A result is compared with both ends, and chosen.
    private static final double CLAMP_ENDS = 3;

    private static final int FACTOR_ROWS = 17;
    /// A choice of two, by a bit that all bits of a sum wait for.
    private static final double PER_PLACES_BIT = 3;

    /// Ends of six counters behind one another, and the choice of a step.
    private static final double FOLD_CONTROL = 5;

    /// Two clamps: a comparison and a choice each.
    private static final double PROGRESS = 4;

    private LogicLevels() {}

    static double of(StageShape shape, StageChoice choice, Folding folding, StageNumbers numbers) {
        double levels = 0;
        if (folding.isKept()) {
            levels = Math.max(levels, window(shape, numbers));
        }
        if (shape.hasWeights()) {
            levels = Math.max(levels, products(choice, numbers));
            levels = Math.max(levels, requantiser(shape, choice, folding, numbers));
        }
        return levels;
    }

    private static double chain(long bits) {
        return CHAIN + bits / CARRIES_PER_LEVEL;
    }

    private static double window(StageShape shape, StageNumbers numbers) {
        int address = Bits.ceilLog2(Math.max(2, numbers.bufferPixels() * shape.inputChannels()));
        int pixel = Bits.ceilLog2(Math.max(2, shape.inputPixels() + numbers.bufferPixels())) + 1;
        return Math.max(FOLD_CONTROL + 2 * chain(address), PROGRESS + 2 * chain(pixel));
    }

    private static double products(StageChoice choice, StageNumbers numbers) {
        long product = (long) numbers.inputBits() + numbers.weightBits();
        // A register stands behind every second level.
        double tree = Math.min(2, Bits.ceilLog2(choice.simd())) * chain(product + 2);
        boolean isRows = choice.multiplier() == MultiplierStyle.LUT && choice.storage() != WeightStorage.LOGIC;
        double rows =
                isRows ? Bits.ceilLog2(Math.max(1, numbers.weightBits())) * chain(0) + product / CARRIES_PER_LEVEL : 0;
        return Math.max(rows, Math.max(tree, chain(numbers.sumBits())));
    }

    private static double requantiser(StageShape shape, StageChoice choice, Folding folding, StageNumbers numbers) {
        boolean isConstant = numbers.isOneFactor() || shape.outputChannels() == folding.outputLanes();
        double places = isConstant ? 0 : PER_PLACES_BIT * numbers.placesBits(folding.outputLanes());
        int sum = numbers.sumBits() + numbers.leftBits();
        double end = 2 * chain(sum) + CLAMP_ENDS;
        if (choice.requantisation() == Requantisation.POWER_OF_TWO) {
            return places + end;
        }
        double shifter = places + (numbers.isWide() ? 0 : chain(sum));
        boolean isRows = choice.multiplier() == MultiplierStyle.LUT && !isConstant;
        double rows = isRows ? Bits.ceilLog2(FACTOR_ROWS) * chain(0) + (sum + FACTOR_ROWS) / CARRIES_PER_LEVEL : 0;
        return Math.max(end, Math.max(shifter, rows));
    }
}
