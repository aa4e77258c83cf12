package io.rooftile.costmodel.published;

/// What a DPUCZDX8G core takes. Counts of DSP blocks, block RAMs and UltraRAMs are rules that reproduce PG338's tables;
/// LUTs and flip-flops are fitted. Block RAMs count as 36 Kb.
public final class DpuResources {
    /// The coefficient set.
    public static final String SET = "dpu";

    /// The section of all DPUCZDX8G coefficients.
    public static final String SECTION = "dpuczdx8g";

    /// Blocks that no array shape explains: PG338's tables have them in every row.
    private static final int CONTROL_DSPS = 2;

    /// Further ones of the instruction-driven unit for activations.
    private static final int ALU_CONTROL_DSPS = 4;

    /// PG338 v1.2 and v3.4 have 1.5 to 2.5 block RAMs more than whole banks.
    private static final double CONTROL_BRAMS = 2;

    /// Bits of a bank's word that a half block RAM of 2048 x 9 holds.
    private static final int HALF_BLOCK_BITS = 9;

    private static final int WORD_BITS = 8;

    private DpuResources() {}

    /// The DSP array runs at twice the clock and packs two products into a block: a block does four
    /// multiply-accumulates in a cycle. High use adds an accumulator for each pixel and output channel.
    public static int dsp(DpuShape shape, DspUse use) {
        int accumulators =
                switch (use) {
                    case LOW -> 0;
                    case HIGH -> shape.pp() * shape.ocp();
                };
        return shape.multiplyAccumulatesPerCycle() / 4 + accumulators + CONTROL_DSPS;
    }

    /// With depthwise convolution on a unit of its own (PG338 v3.4): three more for each eight products of pixel and
    /// channel.
    public static int depthwiseDsp(DpuShape shape) {
        return 3 * shape.pp() * shape.icp() / 8;
    }

    /// With the activation unit of PG338 v4.1, high DSP use.
    ///
    /// @param alu pixels per cycle of that unit
    public static int aluDsp(DpuShape shape, int alu) {
        return dsp(shape, DspUse.HIGH) + ALU_CONTROL_DSPS + alu * shape.ocp();
    }

    /// Block RAMs without depthwise convolution (PG338 v1.2): the banks of features, of weights and one of biases.
    public static double bramBasic(DpuShape shape) {
        return bank(shape) * (RamUse.LOW.banksPerPixelLane() * shape.pp() + shape.ocp() + 1) + CONTROL_BRAMS;
    }

    /// Block RAMs with depthwise convolution, whose weights take one more bank (PG338 v3.4).
    public static double bram(DpuShape shape, RamUse use) {
        return bramBanks(shape, use) + CONTROL_BRAMS;
    }

    /// Block RAMs of PG338 v4.0: whole banks only.
    public static double bramBanks(DpuShape shape, RamUse use) {
        return bank(shape) * (use.banksPerPixelLane() * shape.pp() + shape.ocp() + 2);
    }

    /// Block RAMs that depthwise convolution adds: a bank.
    public static double depthwiseBram(DpuShape shape) {
        return bank(shape);
    }

    /// Recommended UltraRAM banks for weights: one for each output channel and one for depthwise convolution.
    public static int uramWeightBanks(DpuShape shape) {
        return shape.ocp() + 1;
    }

    /// Recommended UltraRAM banks for features: one for two pixels; words of 16 channels need another.
    public static int uramFeatureBanks(DpuShape shape) {
        return shape.pp() / 2 + shape.icp() / 16;
    }

    /// A bank holds 2048 words of `ICP` bytes.
    private static double bank(DpuShape shape) {
        return Math.ceilDiv(WORD_BITS * shape.icp(), HALF_BLOCK_BITS) / 2.0;
    }

    /// LUTs: lanes that move words, products, and with low DSP use an accumulator for each pixel and output channel.
    public static Formula lut(DpuShape shape, DspUse use) {
        return array("lut", "luts", shape, use);
    }

    /// Flip-flops, by the same terms.
    public static Formula ff(DpuShape shape, DspUse use) {
        return array("ff", "ffs", shape, use).plus("per_accumulator", "ffs_per_accumulator", shape.pp() * shape.ocp());
    }

    private static Formula array(String figure, String blocks, DpuShape shape, DspUse use) {
        int soft =
                switch (use) {
                    case LOW -> shape.pp() * shape.ocp();
                    case HIGH -> 0;
                };
        return formula(figure)
                .plus("per_lane", blocks + "_per_lane", shape.pp() + shape.icp())
                .plus("per_product", blocks + "_per_product", shape.multiplyAccumulatesPerCycle())
                .plus("per_soft_accumulator", blocks + "_per_accumulator", soft);
    }

    /// LUTs that depthwise convolution adds.
    public static Formula depthwiseLut(DpuShape shape) {
        return formula("depthwise_lut")
                .plus("per_lane", "luts_per_lane", shape.pp() + shape.icp())
                .plus("per_accumulator", "luts_per_accumulator", shape.pp() * shape.ocp());
    }

    /// LUTs with the activation unit of PG338 v4.1.
    public static Formula aluLut(DpuShape shape, int alu) {
        return alu("alu_lut", "luts", shape, alu);
    }

    /// Flip-flops with the activation unit of PG338 v4.1.
    public static Formula aluFf(DpuShape shape, int alu) {
        return alu("alu_ff", "ffs", shape, alu);
    }

    private static Formula alu(String figure, String blocks, DpuShape shape, int alu) {
        return formula(figure)
                .plus("per_product", blocks + "_per_product", shape.multiplyAccumulatesPerCycle())
                .plus("per_lane", blocks + "_per_lane", alu * shape.ocp());
    }

    private static Formula formula(String figure) {
        return Formula.of(SET, SECTION, figure);
    }
}
