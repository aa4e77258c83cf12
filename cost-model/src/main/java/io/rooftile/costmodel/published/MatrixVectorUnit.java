package io.rooftile.costmodel.published;

import java.util.Locale;

/// FINN's matrix-vector unit for a convolution or a dense layer: `PE` output channels at once, `SIMD` inputs of each.
/// Cycles and block RAMs follow from counting, LUTs and flip-flops are fitted, for the unit of the high-level synthesis
/// and for the one in RTL apart.
///
/// @param layer what it computes
/// @param pe output channels at once; divides them
/// @param simd inputs at once; divides `taps * inputChannels`
/// @param bits widths of its operands
public record MatrixVectorUnit(Layer layer, int pe, int simd, Bits bits) {
    /// The coefficient set.
    public static final String SET = "finn";

    /// Cycles from a full input to its output.
    private static final int PIPELINE_CYCLES = 4;

    /// A memory of a PE is in LUTs up to this many bits, and below this many words.
    private static final int MOST_LUT_MEMORY_BITS = 1024;

    private static final int FEWEST_BLOCK_WORDS = 128;

    /// Words of a LUT RAM.
    private static final int LUT_RAM_WORDS = 64;

    private static final int BLOCK_BITS = 16_384;

    /// Words of 36 bits that a block of 18 Kb holds; narrower words are more.
    private static final int WIDEST_BLOCK_BITS = 36;

    /// A convolution, or a dense layer as one of a single pixel and tap.
    ///
    /// @param pixels output pixels
    /// @param taps filter elements, `FY * FX`
    /// @param inputChannels `C`
    /// @param outputChannels `K`
    public record Layer(long pixels, int taps, int inputChannels, int outputChannels) {
        long inputs() {
            return (long) taps * inputChannels;
        }
    }

    /// Widths in bits.
    ///
    /// @param weight of a weight; 1 is -1 or 1
    /// @param activation of an input
    /// @param accumulator of a sum
    public record Bits(int weight, int activation, int accumulator) {
        /// The accumulator holds every sum: product bits and one for each doubling of the inputs.
        public static Bits exact(int weight, int activation, long inputs) {
            int product = weight == 1 ? activation : weight + activation;
            return new Bits(weight, activation, product + 64 - Long.numberOfLeadingZeros(inputs - 1));
        }
    }

    /// Which of FINN's two descriptions.
    public enum Style {
        HLS,
        RTL;

        String section() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Cycles for all pixels: `pixels * inputFold * outputFold`, and the way through.
    public long cycles() {
        return foldedCycles() + PIPELINE_CYCLES;
    }

    /// Cycles between inferences: `pixels * inputFold * outputFold`.
    long foldedCycles() {
        return layer.pixels() * inputFold() * outputFold();
    }

    private long inputFold() {
        return Math.ceilDiv(layer.inputs(), simd);
    }

    private long outputFold() {
        return Math.ceilDiv(layer.outputChannels(), pe);
    }

    private long memoryWords() {
        return inputFold() * outputFold();
    }

    private int memoryBits() {
        return simd * bits.weight();
    }

    private boolean isInLuts() {
        return memoryWords() < FEWEST_BLOCK_WORDS && memoryWords() * memoryBits() <= MOST_LUT_MEMORY_BITS;
    }

    /// Blocks of 18 Kb that hold the weights, a memory for each PE.
    public long bram18() {
        return isInLuts() ? 0 : pe * blocks(memoryWords(), memoryBits());
    }

    /// The fewest blocks of some width: 512 words of 36 bits, or 2, 4, 8, 16, 32 times as many of half the width each.
    static long blocks(long words, int width) {
        long fewest = Long.MAX_VALUE;
        for (int depth = 512; depth <= BLOCK_BITS; depth *= 2) {
            int blockBits = depth == 512 ? WIDEST_BLOCK_BITS : depth <= 2048 ? 9 * 2048 / depth : BLOCK_BITS / depth;
            fewest = Math.min(fewest, Math.ceilDiv(words, depth) * Math.ceilDiv(width, blockBits));
        }
        return fewest;
    }

    /// LUTs.
    public Formula lut(Style style) {
        return area("lut", "luts", style);
    }

    /// Flip-flops.
    public Formula ff(Style style) {
        return area("ff", "ffs", style);
    }

    private Formula area(String figure, String blocks, Style style) {
        double products = (double) pe * simd;
        boolean isBinary = bits.weight() == 1;
        boolean isXnor = isBinary && bits.activation() == 1;
        double weightLuts = isInLuts() ? products * bits.weight() * Math.ceilDiv(memoryWords(), LUT_RAM_WORDS) : 0;
        double bufferBits = (double) simd * bits.activation() * inputFold();
        double bufferLuts = (double) simd * bits.activation() * Math.ceilDiv(inputFold(), LUT_RAM_WORDS);
        return Formula.of(SET, style.section(), figure)
                .plus("per_unit", blocks, 1)
                .plus("per_xnor", blocks + "_per_product", isXnor ? products : 0)
                .plus("per_sign", blocks + "_per_bit", isBinary && !isXnor ? products * bits.activation() : 0)
                .plus(
                        "per_bit_product",
                        blocks + "_per_bit_product",
                        isBinary ? 0 : products * bits.weight() * bits.activation())
                .plus("per_accumulator_bit", blocks + "_per_bit", pe * bits.accumulator())
                .plus("per_weight_lut", blocks + "_per_lut_ram", weightLuts)
                .plus("per_input_bit", blocks + "_per_bit", simd * bits.activation())
                // High-level synthesis keeps a pixel's inputs in registers behind a multiplexer, RTL in LUT RAM.
                .plus("per_buffer", blocks + "_per_bit", style == Style.HLS ? bufferBits : bufferLuts);
    }
}
