package io.rooftile.rtl.dataflow;

/// Which memories become RAM made of LUTs and which block RAM.
///
/// @param mostLutRamWords most words of a memory that is written; 0 where LUTs cannot be RAM
/// @param mostLutRomWords most words of a memory that is only read
public record MemoryStyle(int mostLutRamWords, int mostLutRomWords) {
    static final String LUTS = "distributed";
    static final String BLOCKS = "block";

    String readOnly(long words) {
        return words <= mostLutRomWords ? LUTS : BLOCKS;
    }

    String written(long words) {
        return words <= mostLutRamWords ? LUTS : BLOCKS;
    }
}
