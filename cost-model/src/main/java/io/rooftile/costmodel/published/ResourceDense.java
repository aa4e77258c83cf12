package io.rooftile.costmodel.published;

import java.util.List;
import java.util.stream.IntStream;

/// Dense layers one after the other as hls4ml builds them with its resource strategy: weights in memories, each
/// layer with
/// as many multipliers as its products over its reuse factor. Cycles and DSP blocks follow from counting; LUTs,
/// flip-flops
/// and block RAMs are fitted.
///
/// @param widths of the input and of each layer, at least two
/// @param weightBits of a weight
/// @param requestedReuse reuse factor that was asked for
public record ResourceDense(List<Integer> widths, int weightBits, long requestedReuse) {
    /// The coefficient set.
    public static final String SET = "hls4ml";

    private static final String SECTION = "resource";

    /// Narrower products are made of LUTs.
    private static final int FEWEST_DSP_BITS = 8;

    /// Bits of an activation where nothing else is asked for (`ap_fixed<16,6>`).
    private static final double ACTIVATION_BITS = 16;

    public ResourceDense {
        widths = List.copyOf(widths);
        if (widths.size() < 2 || widths.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("there must be two widths from 1, but they were " + widths);
        }
    }

    private int layers() {
        return widths.size() - 1;
    }

    private long reuse(int layer) {
        return ReuseFactor.closest(widths.get(layer), widths.get(layer + 1), requestedReuse);
    }

    private long multipliers(int layer) {
        return (long) widths.get(layer) * widths.get(layer + 1) / reuse(layer);
    }

    private IntStream each() {
        return IntStream.range(0, layers());
    }

    private long allMultipliers() {
        return each().mapToLong(this::multipliers).sum();
    }

    /// Cycles from input to output: each layer's reuse factor, one to start it, and one between two.
    public long latencyCycles() {
        return each().mapToLong(this::reuse).sum() + 2L * layers() - 1;
    }

    /// Cycles between inputs: the longest reuse.
    public long intervalCycles() {
        return each().mapToLong(this::reuse).max().orElseThrow();
    }

    /// A DSP block for each multiplier whose weights are wide enough.
    public long dsp() {
        return weightBits >= FEWEST_DSP_BITS ? allMultipliers() : 0;
    }

    /// LUTs: registers' multiplexers of inputs, of hidden values and of outputs, products in LUTs, what goes with the
    /// bits of the weights, and the selection of inputs, which grows with the logarithm of the reuse.
    public Formula lut() {
        double soft = dsp() == 0 ? (double) allMultipliers() : 0;
        double values = widths.stream().skip(1).mapToInt(Integer::intValue).sum();
        return values("lut", "luts")
                .plus("per_soft_bit", "luts_per_bit", soft * weightBits)
                .plus("per_weight_bit", "luts_per_value", values * weightBits / ACTIVATION_BITS)
                .plus(
                        "per_selection",
                        "luts_per_bit",
                        each().mapToDouble(this::selections).sum());
    }

    private double selections(int layer) {
        return (double) multipliers(layer) * Math.log((double) reuse(layer)) / Math.log(2);
    }

    /// Flip-flops: registers of inputs, of hidden values and of outputs.
    public Formula ff() {
        return values("ff", "ffs").plus("per_design", "ffs", 1);
    }

    private Formula values(String figure, String blocks) {
        int hidden =
                widths.subList(1, layers()).stream().mapToInt(Integer::intValue).sum();
        return Formula.of(SET, SECTION, figure)
                .plus("per_input", blocks + "_per_value", widths.getFirst())
                .plus("per_hidden", blocks + "_per_value", hidden)
                .plus("per_output", blocks + "_per_value", widths.getLast());
    }

    /// Block RAMs of 36 Kb: the memories of the weights, as deep as the reuse.
    public Formula bram() {
        return Formula.of(SET, SECTION, "bram")
                .plus(
                        "per_memory",
                        "blocks_per_block",
                        each().mapToLong(this::halfBlocks).sum() / 2.0);
    }

    private long halfBlocks(int layer) {
        return MatrixVectorUnit.blocks(reuse(layer), Math.toIntExact(multipliers(layer) * weightBits));
    }
}
