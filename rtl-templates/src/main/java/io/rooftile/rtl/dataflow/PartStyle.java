package io.rooftile.rtl.dataflow;

import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.Part;
import org.jspecify.annotations.Nullable;

/// What the generator has to know of the part: which memories become RAM made of LUTs and which block RAM, and what a
/// DSP block multiplies.
///
/// @param mostLutRamWords most words of a memory that is written; 0 where LUTs cannot be RAM
/// @param mostLutRomWords most words of a memory that is only read
/// @param dsp null where the part has none
public record PartStyle(
        int mostLutRamWords, int mostLutRomWords, @Nullable DspBlock dsp) {
    static final String LUTS = "distributed";
    static final String BLOCKS = "block";

    private static final int FEW_WORDS = 32;
    private static final int LUT_RAM_BANKS = 2;
    private static final int MOST_LUT_ROM_WORDS = 64;

    /// The style of a part, as the cost model's fabric has it: two banks of LUT RAM, 64 words of LUT ROM.
    public static PartStyle of(Part part) {
        return new PartStyle(
                LUT_RAM_BANKS * part.blocks().logic().lutRamBits(),
                MOST_LUT_ROM_WORDS,
                part.capacity().dsp() > 0 ? part.blocks().dsp() : null);
    }

    String readOnly(long words) {
        return words <= mostLutRomWords ? LUTS : BLOCKS;
    }

    /// Where a read-only memory goes that is meant for block RAM: one of few words is smaller in logic.
    static String forBlocks(long words) {
        return words <= FEW_WORDS ? LUTS : BLOCKS;
    }

    String written(long words) {
        return words <= mostLutRamWords ? LUTS : BLOCKS;
    }

    /// Whether two products with a common factor share one DSP block.
    boolean packs(int sharedBits, int otherBits) {
        return dsp != null && dsp.packsPair(sharedBits, otherBits);
    }
}
