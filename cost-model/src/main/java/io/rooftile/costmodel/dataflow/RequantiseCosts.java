package io.rooftile.costmodel.dataflow;

import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.costmodel.dataflow.Tally.Factors;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.MappedLogic;
import io.rooftile.costmodel.fabric.Rate;

/// The `requantise` cell: from sums to stored numbers, all lanes at once, a word per cycle.
///
/// Widths and registers are those of `requantise.sv`. Rounding adders are as wide as the number they round, a clamp
/// compares with two constants.
final class RequantiseCosts {
    /// Bits of a multiplier in the parameters' memory that are not the same in all: it lies between 2^30 and 2^31.
    private static final int MULTIPLIER_BITS = 30;

    /// Of one that is cut to its upper half.
    private static final int WIDE_MULTIPLIER_BITS = 15;

    private static final int HALF_FACTOR_BITS = 16;
    private static final int NARROW_BITS = 32;
    private static final int WIDE_RESULT_BITS = 33;

    /// LUTs per bit of a shifter for each bit of a shift, and of its opposite, that is not the same in all words.
    /// Source of this and of what follows: `requantise` of accelerators of the experiment, and of random tables,
    /// mapped by Yosys 0.23.
    private static final Rate SHIFT_PER_BIT = new Rate(1.07, 1.8, 1.8);

    private static final Rate WIDE_SHIFT_PER_BIT = new Rate(0.95, 1.85, 2.3);

    /// Where sums are not multiplied there is no register between the table and the shifter.
    private static final Rate DIRECT_SHIFT_PER_BIT = new Rate(0.4, 1.4, 2.2);

    /// Of narrow sums, per bit: what is lowered where it is negative, rounded and compared with both ends.
    private static final Rate NARROW_PER_BIT = new Rate(2.8, 6.5, 6.5);

    private static final Rate NARROW_PER_OUTPUT_BIT = new Rate(0, 0, 4.8);

    /// Of wide ones, whose width does not depend on the sum's.
    private static final Rate WIDE_PER_OUTPUT_BIT = new Rate(1.3, 3, 2.4);

    private static final Rate WIDE = new Rate(12, 60, 145);

    /// Of sums that are shifted only, per bit of what is rounded.
    private static final Rate SHIFT_ROUND_PER_BIT = new Rate(1.4, 1.3, 3.2);

    private static final Rate SHIFT_PER_OUTPUT_BIT = new Rate(0, 0.2, 3);
    private static final Rate SHIFT = new Rate(2, 18, 0);

    /// Bits of a piece of a product that is too wide for a block.
    private static final int PIECE_BITS = 17;

    private RequantiseCosts() {}

    /// What lanes are made for.
    ///
    /// @param sumBits of what comes in, an offset added
    /// @param zeroBits of leftBits, those by which every factor shifts: they are 0 in what is multiplied
    /// @param rightBits places by which every factor shifts to the right at least
    /// @param areShifts whether all factors are powers of two, so that their multipliers are 2^30
    record Sums(
            long lanes,
            int sumBits,
            int leftBits,
            int zeroBits,
            int rightBits,
            boolean isWide,
            Table table,
            boolean areShifts) {
        /// Of one factor for all lanes, which does not shift.
        static Sums ofOneFactor(long lanes, int sumBits, int leftBits) {
            return new Sums(lanes, sumBits, leftBits, 0, 0, false, Table.NONE, false);
        }

        /// Places to the right that are the same in all words.
        int commonRightBits() {
            return table.shiftBits() > 0 ? 0 : rightBits;
        }
    }

    /// The table of factors.
    ///
    /// @param words before they repeat
    /// @param shiftBits of a word of shifts that are not the same in all words
    /// @param oppositeBits of the shifts' opposites, likewise
    /// @param shiftColumns of shiftBits, those that differ from each other
    record Table(long words, long shiftBits, long oppositeBits, long shiftColumns) {
        static final Table NONE = new Table(1, 0, 0, 0);

        static Table of(StageNumbers numbers, long lanes, long words, boolean isRight) {
            return words == 1
                    ? NONE
                    : new Table(
                            words,
                            numbers.varyingShiftBits(lanes, isRight),
                            numbers.varyingShiftBits(lanes, !isRight),
                            numbers.shiftColumns(lanes, isRight));
        }
    }

    /// Adds the counter of words and the valid bits of a cell.
    static void control(Tally tally, Fabric fabric, StageChoice choice, long words, boolean isWide) {
        int address = Bits.ceilLog2(words);
        tally.lut += fabric.controlLuts(address);
        tally.ff += address + cycles(choice.requantisation(), isWide);
    }

    /// Adds lanes of a cell.
    ///
    /// @param values requantised in one inference
    static void add(Tally tally, Fabric fabric, StageChoice choice, Sums sums, double values) {
        boolean isInBlocks =
                switch (choice.requantisation()) {
                    case EXACT ->
                        sums.isWide()
                                ? wide(tally, fabric, choice, sums, values)
                                : narrow(tally, fabric, choice, sums, values);
                    case POWER_OF_TWO -> {
                        shift(tally, fabric, choice.outputBits(), sums);
                        yield false;
                    }
                };
        boolean isMultiplied = choice.requantisation() == Requantisation.EXACT && !sums.areShifts();
        long multiplierBits =
                isMultiplied ? sums.lanes() * (sums.isWide() ? WIDE_MULTIPLIER_BITS : MULTIPLIER_BITS) : 0;
        long words = sums.table().words();
        long width = multiplierBits + sums.table().shiftColumns();
        tally.rom(words, width, !fabric.prefersLutRom(words), values * width / sums.lanes());
        tally.addPicojoules(values * sums.sumBits());
        tally.charge(circuit(choice, sums, isInBlocks));
    }

    /// Two products with the halves of a factor, their sum lowered where it is negative, shifted, rounded and clamped.
    ///
    /// @return whether the products are in blocks
    private static boolean narrow(Tally tally, Fabric fabric, StageChoice choice, Sums sums, double values) {
        MappedLogic mapped = fabric.mapped();
        MultiplierStyle style = choice.multiplier();
        long lanes = sums.lanes();
        int v = Math.min(NARROW_BITS, sums.sumBits() + sums.leftBits());
        boolean isInBlocks = false;
        if (style == MultiplierStyle.LUT && sums.areShifts()) {
            tally.registers(lanes * (sums.sumBits() + (long) v));
        } else {
            // Multiplier blocks are counted by the width that they are asked for.
            int factor = style == MultiplierStyle.DSP ? v : v - sums.zeroBits();
            // The factor's highest bit is set and its sign is not, so neither forms a row.
            int half = style == MultiplierStyle.DSP ? HALF_FACTOR_BITS : HALF_FACTOR_BITS - 1;
            isInBlocks = tally.factorProduct(
                    style, lanes, Factors.of(factor, half + 1), sums.table().words(), values);
            tally.factorProduct(
                    style, lanes, Factors.of(factor, half), sums.table().words(), values);
            // Of the lower product the lower half is dropped.
            int upper = v + HALF_FACTOR_BITS - 1;
            boolean isHeld = isInBlocks && fabric.registerAbsorption() == 1;
            if (!isHeld) {
                tally.registers(lanes * (sums.sumBits() + v + (long) upper));
            } else {
                tally.registers(lanes * narrowRegisters(fabric, sums, v));
            }
            boolean isSumInBlocks = isInBlocks && fabric.hasAddingBlocks();
            tally.lut += isSumInBlocks ? 0 : lanes * mapped.sumOfThree(v + HALF_FACTOR_BITS - 2);
        }
        if (sums.leftBits() > 0) {
            tally.lut +=
                    mapped.of(DIRECT_SHIFT_PER_BIT, (double) v * sums.table().shiftBits());
        }
        boolean isRight = sums.leftBits() == 0 && sums.table().shiftBits() > 0;
        int result = v + 2 - sums.commonRightBits();
        int kept = Math.min(result, choice.outputBits());
        tally.registers(lanes * (v + (long) result + kept));
        if (isRight) {
            tally.registers(2 * (sums.table().shiftBits() + lanes));
            double places = (sums.table().shiftBits() + sums.table().oppositeBits()) / 2.0;
            tally.lut += mapped.of(SHIFT_PER_BIT, (v + 2) * places);
        }
        tally.lut += lanes * (mapped.of(NARROW_PER_BIT, v) + mapped.of(NARROW_PER_OUTPUT_BIT, choice.outputBits()));
        return isInBlocks;
    }

    /// Registers around products in blocks that take in registers: a sum that is shifted first stays outside; blocks
    /// that do not add have the lower product's outside; of a sum in pieces the lowest piece's product.
    private static long narrowRegisters(Fabric fabric, Sums sums, int v) {
        long outside = sums.leftBits() > 0 ? sums.sumBits() : 0;
        if (!fabric.hasAddingBlocks()) {
            return outside + v;
        }
        return outside + (fabric.fitsBlock(v) ? 0 : PIECE_BITS + 1);
    }

    /// One product with the upper half of a factor, shifted, rounded and clamped.
    ///
    /// @return whether the product is in blocks
    private static boolean wide(Tally tally, Fabric fabric, StageChoice choice, Sums sums, double values) {
        MappedLogic mapped = fabric.mapped();
        long lanes = sums.lanes();
        int rows = choice.multiplier() == MultiplierStyle.DSP ? HALF_FACTOR_BITS : WIDE_MULTIPLIER_BITS;
        boolean isInBlocks = tally.factorProduct(
                choice.multiplier(),
                lanes,
                Factors.of(sums.sumBits(), rows),
                sums.table().words(),
                values);
        int product = sums.sumBits() + HALF_FACTOR_BITS - 1;
        boolean isHeld = isInBlocks && fabric.registerAbsorption() == 1;
        if (!isHeld) {
            tally.registers(lanes * (sums.sumBits() + (long) product));
        } else if (fabric.hasAddingBlocks() && !fabric.fitsBlock(sums.sumBits())) {
            tally.registers(lanes * PIECE_BITS);
        }
        int shifted = Math.min(WIDE_RESULT_BITS, product);
        int result = sums.table().shiftBits() > 0 ? shifted : Math.min(shifted, sums.sumBits() + 1 - sums.rightBits());
        tally.registers(lanes * (result + (long) Math.min(result, choice.outputBits())));
        if (sums.table().shiftBits() > 0) {
            tally.registers(sums.table().shiftBits() + 2 * lanes);
            tally.lut += mapped.of(
                    WIDE_SHIFT_PER_BIT, (double) shifted * sums.table().shiftBits());
        }
        tally.lut += lanes * (mapped.of(WIDE_PER_OUTPUT_BIT, choice.outputBits()) + mapped.of(WIDE, 1));
        return isInBlocks;
    }

    /// Shifted, rounded and clamped.
    private static void shift(Tally tally, Fabric fabric, int outputBits, Sums sums) {
        MappedLogic mapped = fabric.mapped();
        long lanes = sums.lanes();
        int twice = sums.sumBits() + sums.leftBits() + 1 - sums.commonRightBits();
        tally.registers(lanes * (sums.sumBits() + (long) Math.min(twice, outputBits)));
        tally.lut += mapped.of(
                DIRECT_SHIFT_PER_BIT, (sums.sumBits() + 1.0) * sums.table().shiftBits());
        tally.lut += lanes
                * (mapped.of(SHIFT_ROUND_PER_BIT, twice)
                        + mapped.of(SHIFT_PER_OUTPUT_BIT, outputBits)
                        + mapped.of(SHIFT, 1));
    }

    private static Circuit circuit(StageChoice choice, Sums sums, boolean isInBlocks) {
        boolean isShift = choice.requantisation() == Requantisation.POWER_OF_TWO
                || (sums.areShifts() && choice.multiplier() == MultiplierStyle.LUT);
        if (isShift) {
            return Circuit.SHIFT_REQUANTISER;
        }
        if (isInBlocks) {
            return Circuit.BLOCK_REQUANTISER;
        }
        return sums.table().words() == 1 ? Circuit.CONSTANT_REQUANTISER : Circuit.LUT_REQUANTISER;
    }

    /// Cycles through the cell.
    static int cycles(Requantisation kind, boolean isWide) {
        return switch (kind) {
            case EXACT -> isWide ? 4 : 5;
            case POWER_OF_TWO -> 2;
        };
    }
}
