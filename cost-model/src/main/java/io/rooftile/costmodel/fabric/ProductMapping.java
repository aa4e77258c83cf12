package io.rooftile.costmodel.fabric;

import io.rooftile.core.device.DspBlock;

/// How synthesis makes DSP blocks of a product of two signed numbers that are not constant.
///
/// Source: Yosys 0.23, `share/mul2dsp.v` with the limits that `synth_xilinx`, `synth_ecp5` and `synth_ice40 -dsp`
/// give it: a product of a 1-bit number, or of fewer bits than the least, stays in LUTs; a factor that is too wide is
/// cut into pieces from its low end, each a product of its own, the wider factor first. Blocks that multiply signed
/// numbers only lose a bit of every piece but the last. Measured with Yosys 0.23 for sums of 12 to 32 bits by 16 and
/// 17 bits.
///
/// @param wideBits of the wider factor
/// @param narrowBits of the other
/// @param pieceBits of a piece of a factor that is too wide, a sign bit included
/// @param signBits of a piece that are a sign
/// @param leastProductBits of a product that is worth a block
record ProductMapping(int wideBits, int narrowBits, int pieceBits, int signBits, int leastProductBits) {
    private static final int LEAST_FACTOR_BITS = 2;
    private static final int LEAST_AMD_PRODUCT_BITS = 9;
    private static final int LEAST_ICE40_PRODUCT_BITS = 11;

    static ProductMapping of(DspBlock block) {
        int wide = block.wideBits();
        int narrow = block.narrowBits();
        return switch (block.name()) {
            case "DSP48E1", "DSP48E2", "DSP58" -> new ProductMapping(wide, narrow, narrow, 1, LEAST_AMD_PRODUCT_BITS);
            case "SB_MAC16" -> new ProductMapping(wide, narrow, narrow, 0, LEAST_ICE40_PRODUCT_BITS);
            default -> new ProductMapping(wide, narrow, narrow, 0, LEAST_FACTOR_BITS);
        };
    }

    /// Multipliers of one product; 0 where it stays in LUTs.
    ///
    /// @param resultBits that are asked for
    int multipliers(int aBits, int bBits, int resultBits) {
        return resultBits < leastProductBits ? 0 : pieces(Math.max(aBits, bBits), Math.min(aBits, bBits));
    }

    private int pieces(int aBits, int bBits) {
        if (Math.min(aBits, bBits) < LEAST_FACTOR_BITS || aBits + bBits < leastProductBits) {
            return 0;
        }
        int step = pieceBits - signBits;
        if (aBits > wideBits) {
            int cuts = Math.ceilDiv(aBits - wideBits, step);
            return cuts * pieces(pieceBits, bBits) + pieces(aBits - cuts * step, bBits);
        }
        if (bBits > narrowBits) {
            int cuts = Math.ceilDiv(bBits - narrowBits, step);
            return cuts * pieces(aBits, pieceBits) + pieces(aBits, bBits - cuts * step);
        }
        return 1;
    }
}
