package io.rooftile.costmodel.dataflow;

import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;
import io.rooftile.costmodel.fabric.Rate;

/// Running sums of what one stage takes, circuit by circuit.
final class Tally {
    /// Beyond so many words hardly two columns of a table are equal.
    private static final int FEW_WORDS = 20;

    /// Half the rows of a product with a constant add nothing. Source: `requantise` with one factor in LUTs, mapped by
    /// Yosys 0.23; of sums without registers between them carries are saved.
    private static final Rate CONSTANT_PRODUCT_PER_BIT_PRODUCT = new Rate(0.3, 0.33, 0.32);

    /// Of so few factors rows are of few kinds, which synthesis shares where rows take LUTs beside the adders.
    private static final int FEW_FACTORS = 4;

    private static final Rate FEW_FACTORS_SHARE = new Rate(1, 0.7, 0.65);

    /// What is multiplied, two signed numbers.
    ///
    /// @param bBits of the factor from a table
    /// @param resultBits of the product that are kept
    record Factors(int aBits, int bBits, int resultBits) {
        static Factors of(int aBits, int bBits) {
            return new Factors(aBits, bBits, aBits + bBits);
        }
    }

    private final Fabric fabric;
    private final Power power;
    double lut;
    double ff;
    long dsp;
    long bram;
    long uram;
    double picojoules;
    private double chargedLut;
    private double chargedFf;

    Tally(Fabric fabric, Power power) {
        this.fabric = fabric;
        this.power = power;
    }

    /// Says what was added since the last such call: synthesis makes more or less of some circuits than their formulas
    /// say.
    void charge(Circuit circuit) {
        chargedLut += (lut - chargedLut) * fabric.lutsFactor(circuit);
        chargedFf += (ff - chargedFf) * fabric.ffsFactor(circuit);
        lut = chargedLut;
        ff = chargedFf;
    }

    /// Registers of so many bits.
    void registers(long bits) {
        ff += bits;
    }

    /// Registers before and behind products, of which DSP blocks hold a share.
    void productRegisters(boolean isInBlocks, long bits) {
        ff += isInBlocks ? bits * (1 - fabric.registerAbsorption()) : bits;
    }

    /// Additions of so many bits in all, in one inference.
    void addPicojoules(double bits) {
        picojoules += power.addPicojoules(1) * bits;
    }

    /// A memory that is written and read in a clocked way: in LUTs when shallow, else in block RAM.
    ///
    /// @param bitsMoved bits written and read in one inference
    void buffer(long depthWords, long widthBits, double bitsMoved) {
        if (fabric.prefersLutRam(depthWords)) {
            lut += fabric.mapped().ram(depthWords, widthBits);
            ff += widthBits;
            picojoules += power.lutRamPicojoules(bitsMoved);
        } else {
            blockBuffer(depthWords, widthBits, bitsMoved);
        }
    }

    /// The same in block RAM.
    void blockBuffer(long depthWords, long widthBits, double bitsMoved) {
        bram += fabric.ramBlocks(depthWords, widthBits);
        picojoules += power.bramPicojoules(bitsMoved);
    }

    /// A memory that is read in the cycle of its address: LUTs; where those cannot be RAM, registers or, as the
    /// address is
    /// itself a register, block RAM.
    void asynchronousBuffer(long depthWords, long widthBits, double bitsMoved) {
        if (fabric.isLutRam(depthWords, widthBits)) {
            lut += fabric.mapped().ram(depthWords, widthBits);
            picojoules += power.lutRamPicojoules(bitsMoved);
        } else if (fabric.prefersBlocksToRegisters(depthWords, widthBits)) {
            blockBuffer(depthWords, widthBits, bitsMoved);
        } else {
            ff += (double) depthWords * widthBits;
            lut += fabric.selectLuts(depthWords, widthBits);
            picojoules += power.registerPicojoules(bitsMoved);
        }
    }

    /// A read-only memory. In logic, a word of few takes one of few values per bit, so that equal columns are built
    /// once; a single word is no logic at all.
    void rom(long depthWords, long widthBits, boolean isBlock, double bitsMoved) {
        if (isBlock) {
            bram += fabric.romBlocks(depthWords, widthBits);
            picojoules += power.bramPicojoules(bitsMoved);
        } else {
            double distinct = distinctColumns(depthWords, widthBits);
            lut += fabric.romLuts(depthWords, distinct);
            ff += distinct;
            picojoules += power.lutRamPicojoules(bitsMoved);
        }
    }

    /// How many columns of a table are expected to differ from each other and from all zeros and all ones: of a random
    /// one that is as probable for each of `2^words` columns.
    private static double distinctColumns(long words, long widthBits) {
        if (words > FEW_WORDS) {
            return (double) widthBits;
        }
        double kinds = Math.scalb(1.0, Math.toIntExact(words));
        return (kinds - 2) * (1 - Math.pow(1 - 1 / kinds, (double) widthBits));
    }

    /// So many equal products of signed numbers.
    ///
    /// @param operations products in one inference
    /// @return whether they are in DSP blocks
    boolean product(MultiplierStyle style, long count, int aBits, int bBits, double operations) {
        return product(style, count, new Factors(aBits, bBits, aBits + bBits), operations, 1);
    }

    private boolean product(MultiplierStyle style, long count, Factors factors, double operations, double shareOfRows) {
        int aBits = factors.aBits();
        int bBits = factors.bBits();
        long blocks =
                switch (style) {
                    case DSP -> fabric.productBlocks(count, aBits, bBits, factors.resultBits());
                    case LUT -> 0;
                };
        if (blocks == 0) {
            lut += shareOfRows * count * fabric.mapped().rows(aBits, bBits);
            picojoules += operations * power.multiplyPicojoules(MultiplierStyle.LUT, aBits, bBits, 0);
        } else {
            dsp += blocks;
            lut += fabric.pieceLuts(blocks - count, aBits + bBits);
            picojoules += operations * power.multiplyPicojoules(style, aBits, bBits, (double) blocks / count);
        }
        return blocks > 0;
    }

    /// So many equal products with factors of a table. In LUTs, a factor that is always the same costs an adder
    /// for each
    /// of its bits that is set, half of them. Of few words one column in `2^(words - 1)` is the same in all, by
    /// chance, and
    /// its row is none to synthesis.
    ///
    /// @param words of the table
    /// @return whether they are in DSP blocks
    boolean factorProduct(MultiplierStyle style, long count, Factors factors, long words, double operations) {
        int aBits = factors.aBits();
        int bBits = factors.bBits();
        if (style == MultiplierStyle.LUT && words == 1) {
            lut += fabric.mapped().of(CONSTANT_PRODUCT_PER_BIT_PRODUCT, (double) count * aBits * bBits);
            picojoules += operations * power.multiplyPicojoules(style, aBits, bBits / 2, 0);
            return false;
        }
        double rows = 1 - Math.pow(2, 1.0 - words);
        return product(
                style,
                count,
                factors,
                operations,
                words > FEW_FACTORS ? rows : rows * fabric.mapped().of(FEW_FACTORS_SHARE, 1));
    }

    /// So many adders with a register behind each.
    ///
    /// @param operations additions in one inference
    void adders(long count, int bits, double operations) {
        lut += count * fabric.adderLuts(bits);
        ff += (double) count * bits;
        picojoules += operations * power.addPicojoules(bits);
    }

    /// An activation function as a table per lane of all values it can have; nothing for a clamp.
    void activation(ActivationFunction function, long lanes, int inputBits, int outputBits, double values) {
        if (!function.isClamp()) {
            for (long lane = 0; lane < lanes; lane++) {
                rom(1L << inputBits, outputBits, true, values / lanes * outputBits);
            }
        }
    }
}
