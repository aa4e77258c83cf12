package io.rooftile.costmodel.dataflow;

import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.costmodel.fabric.Fabric;

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

    /// Bits of a shift that differ between the channels of a layer: their scales are within a factor of 2^16.
    private static final int VARYING_PLACES_BITS = 4;

    private RequantiseCosts() {}

    /// What a cell is made for.
    ///
    /// @param sumBits of what comes in, an offset added
    /// @param zeroBits of leftBits, those by which every factor shifts: they are 0 in what is multiplied
    /// @param rightBits places by which every factor shifts to the right at least
    /// @param words of factors, before they repeat
    /// @param shiftBits of a word of shifts that are not the same in all words
    /// @param areShifts whether all factors are powers of two, so that their multipliers are 2^30
    record Sums(
            long lanes,
            int sumBits,
            int leftBits,
            int zeroBits,
            int rightBits,
            boolean isWide,
            long words,
            long shiftBits,
            boolean areShifts) {}

    /// Adds the cell.
    ///
    /// @param values requantised in one inference
    static void add(Tally tally, Fabric fabric, StageChoice choice, Sums sums, double values) {
        int outputBits = choice.outputBits();
        MultiplierStyle style = choice.multiplier();
        long lanes = sums.lanes();
        boolean isConstant = sums.words() == 1;
        int placesBits = isConstant ? 0 : VARYING_PLACES_BITS;
        boolean isInBlocks = false;
        switch (choice.requantisation()) {
            case EXACT -> {
                if (sums.isWide()) {
                    int product = sums.sumBits() + HALF_FACTOR_BITS - 1;
                    isInBlocks =
                            tally.factorProduct(style, lanes, sums.sumBits(), HALF_FACTOR_BITS, sums.words(), values);
                    tally.productRegisters(isInBlocks, lanes * (sums.sumBits() + (long) product));
                    int result = Math.min(WIDE_RESULT_BITS, sums.sumBits() + 1 - sums.rightBits());
                    tally.registers(lanes * placesBits);
                    tally.lut += lanes * fabric.shifterLuts(sums.sumBits() + 1, placesBits);
                    round(tally, fabric, lanes, result, outputBits);
                } else {
                    int v = Math.min(NARROW_BITS, sums.sumBits() + sums.leftBits());
                    // Multiplier blocks are counted by the width that they are asked for.
                    int factor = style == MultiplierStyle.DSP ? v : v - sums.zeroBits();
                    int product = factor + HALF_FACTOR_BITS;
                    if (style == MultiplierStyle.LUT && sums.areShifts()) {
                        tally.registers(lanes * (sums.sumBits() + (long) v));
                    } else {
                        isInBlocks =
                                tally.factorProduct(style, lanes, factor, HALF_FACTOR_BITS + 1, sums.words(), values);
                        tally.factorProduct(style, lanes, factor, HALF_FACTOR_BITS, sums.words(), values);
                        tally.productRegisters(isInBlocks, lanes * (sums.sumBits() + 2L * product));
                        tally.lut += lanes * fabric.halvesLuts(product, isInBlocks);
                    }
                    int result = v + 2 - sums.rightBits();
                    tally.registers(lanes * (v + 2L * placesBits));
                    // A negative number is lowered by one.
                    tally.lut += lanes * fabric.adderLuts(v + 1);
                    tally.lut += lanes * fabric.shifterLuts(v + 2, placesBits);
                    round(tally, fabric, lanes, result, outputBits);
                }
            }
            case POWER_OF_TWO -> {
                int twice = sums.sumBits() + sums.leftBits() + 1 - sums.rightBits();
                tally.registers(lanes * sums.sumBits());
                tally.lut += lanes * fabric.shifterLuts(sums.sumBits() + 1, placesBits);
                clamp(tally, fabric, lanes, twice, outputBits);
            }
        }
        boolean isMultiplied = choice.requantisation() == Requantisation.EXACT && !sums.areShifts();
        long multiplierBits = isMultiplied ? lanes * (sums.isWide() ? WIDE_MULTIPLIER_BITS : MULTIPLIER_BITS) : 0;
        long width = multiplierBits + sums.shiftBits();
        tally.rom(sums.words(), width, !fabric.prefersLutRom(sums.words()), values * width / lanes);
        int address = Bits.ceilLog2(sums.words());
        tally.lut += fabric.controlLuts(address);
        tally.ff += address + cycles(choice.requantisation(), sums.isWide());
        tally.addPicojoules(values * sums.sumBits());
        tally.charge(circuit(choice, sums, isInBlocks));
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
        return sums.words() == 1 ? Circuit.CONSTANT_REQUANTISER : Circuit.LUT_REQUANTISER;
    }

    /// Kept, and then rounded and clamped.
    private static void round(Tally tally, Fabric fabric, long lanes, int bits, int outputBits) {
        tally.registers(lanes * bits);
        clamp(tally, fabric, lanes, bits, outputBits);
    }

    /// Rounded, clamped, and kept.
    private static void clamp(Tally tally, Fabric fabric, long lanes, int bits, int outputBits) {
        int kept = Math.min(bits, outputBits);
        tally.lut += lanes * (fabric.adderLuts(bits) + 2 * fabric.compareLuts(bits) + kept);
        tally.registers(lanes * kept);
    }

    /// Cycles through the cell.
    static int cycles(Requantisation kind, boolean isWide) {
        return switch (kind) {
            case EXACT -> isWide ? 4 : 5;
            case POWER_OF_TWO -> 2;
        };
    }
}
