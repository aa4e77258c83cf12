package io.rooftile.costmodel.fabric;

/// LUTs that synthesis makes of sums, products and memories of pipelines.
///
/// Source: cells mapped one by one with Yosys 0.23 for xc7, ECP5 and iCE40: `product_rows` of 4 to 18 by 3 to 17 bits
/// and `adder_tree` of 2 to 50 terms as said here, to a LUT; trees where a longer path leaves them time, as it does
/// in an accelerator.
public final class MappedLogic {
    private static final int DEEP_RAM_WORDS = 64;

    private final Kind kind;
    private final double adderLutsPerBit;
    private final int lutRamBits;
    private final int chunkLuts;
    private final int chunkBits;

    /// What logic is made of.
    private enum Kind {
        SIX_INPUTS,
        FOUR_INPUTS,
        IN_CARRY
    }

    /// @param chunkLuts of the least memory with a write port and a read port that LUTs make
    /// @param chunkBits of its words
    MappedLogic(
            int lutInputs,
            boolean hasLutsInCarry,
            double adderLutsPerBit,
            int lutRamBits,
            int chunkLuts,
            int chunkBits) {
        this.kind = lutInputs >= 6 ? Kind.SIX_INPUTS : hasLutsInCarry ? Kind.IN_CARRY : Kind.FOUR_INPUTS;
        this.adderLutsPerBit = adderLutsPerBit;
        this.lutRamBits = lutRamBits;
        this.chunkLuts = chunkLuts;
        this.chunkBits = chunkBits;
    }

    /// So many times a rate.
    public double of(Rate rate, double count) {
        return count
                * switch (kind) {
                    case SIX_INPUTS -> rate.sixInputs();
                    case FOUR_INPUTS -> rate.fourInputs();
                    case IN_CARRY -> rate.inCarry();
                };
    }

    /// LUTs of a sum that is a bit wider than its terms. Where a LUT has inputs left, the two highest bits share one:
    /// they add the same signs. Carry chains of LUTs come in pairs of bits.
    public double sum(int bits) {
        return adderLutsPerBit
                * switch (kind) {
                    case SIX_INPUTS -> bits - 1;
                    case FOUR_INPUTS -> bits;
                    case IN_CARRY -> 2 * Math.ceilDiv(bits, 2);
                };
    }

    /// LUTs of the sum of so many terms with a register behind every second level of adders. What lies between two
    /// registers, up to four terms, is one sum to synthesis: carries are saved until the last adder.
    ///
    /// @param mostBits of any sum
    public double tree(long terms, int bits, int mostBits) {
        double luts = 0;
        int width = bits;
        for (long left = terms; left > 1; left = Math.ceilDiv(left, 4L)) {
            int narrow = Math.min(mostBits - 1, width);
            long full = left / 4;
            luts += full * group(4, narrow) + group((int) (left % 4), narrow);
            width = Math.min(mostBits, width + 2);
        }
        return luts;
    }

    /// LUTs of a sum of three terms.
    public double sumOfThree(int bits) {
        return group(3, bits);
    }

    private double group(int terms, int bits) {
        return terms < 2 ? 0 : (terms - 2) * of(new Rate(1, 2, 2), bits) * adderLutsPerBit + sum(bits + 1);
    }

    /// LUTs of a product of two signed numbers as rows of adders, the first number times each bit of the second: an
    /// adder begins where its upper term does. Of the two rows of an adder LUTs of 6 inputs form one, all others
    /// each bit.
    public double rows(int bits, int rows) {
        if (Math.min(bits, rows) <= 1) {
            return Math.max(bits, rows);
        }
        double luts = 0;
        int left = rows;
        for (int step = 2; left > 1; step *= 2) {
            int adders = left / 2;
            luts += adders * sum(bits + Math.min(step, rows) - step / 2);
            left = Math.ceilDiv(left, 2);
        }
        int formed = kind == Kind.SIX_INPUTS ? rows / 2 : rows;
        return luts + (double) bits * formed;
    }

    /// LUTs of a memory with a write port and a read port: memories of a chunk side by side, and a choice between
    /// them; where that is less, of half the depth and twice the width. Source: UG474, RAM32M and RAM64M; UG574,
    /// RAM32M16 and RAM64M8.
    public double ram(long depthWords, long widthBits) {
        if (lutRamBits == 0) {
            throw new IllegalStateException("the part's LUTs cannot be RAM");
        }
        double deep = banks(depthWords, widthBits, lutRamBits, chunkBits);
        return lutRamBits == DEEP_RAM_WORDS
                ? Math.min(deep, banks(depthWords, widthBits, lutRamBits / 2, 2 * chunkBits))
                : deep;
    }

    private double banks(long depthWords, long widthBits, int words, int bits) {
        long banks = Math.ceilDiv(depthWords, (long) words);
        double selection = kind == Kind.SIX_INPUTS ? Math.ceilDiv(banks - 1, 3L) : banks - 1.0;
        return (double) banks * chunkLuts * Math.ceilDiv(widthBits, (long) bits) + selection * widthBits;
    }
}
