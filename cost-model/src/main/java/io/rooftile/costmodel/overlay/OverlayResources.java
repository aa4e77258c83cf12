package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.AdderTree;
import io.rooftile.costmodel.fabric.Fabric;

/// Blocks of an engine, unit by unit as its SystemVerilog has them; see `docs/model/overlay.md`. One object per
/// target, allocates nothing per call.
final class OverlayResources {
    /// Bits of a sum.
    static final int SUM_BITS = 32;

    /// Instructions that wait for each of the three units, and that are read ahead, of 64 bits each.
    private static final long QUEUE_WORDS = 64;
    private static final long QUEUES = 3 + 1;
    private static final int INSTRUCTION_BITS = 64;

    /// A requantiser multiplies by the 16 lower and the 16 upper bits of the multiplier, taken as signed numbers.
    private static final int HALF_MULTIPLIER_BITS = 17;

    /// Bits of the multipliers of the operands of an addition.
    private static final int OPERAND_MULTIPLIER_BITS = 32;

    /// Registers of 32 bits in the pipeline of a requantiser that all modes share, and of those that only
    /// additions use; products are registers of their own.
    private static final int REQUANTISER_REGISTERS = 9;
    private static final int ADDITION_REGISTERS = 6;

    /// Of a small engine: counters, their comparisons and additions, and registers, of which each has as many bits as
    /// the buffers need. Counted in its SystemVerilog.
    private static final double SMALL_LUTS_PER_COUNT_BIT = 75;

    private static final double SMALL_FFS_PER_COUNT_BIT = 85;

    private final Fabric fabric;
    private final EngineBlocks blocks = new EngineBlocks();
    private final double controlLuts;
    private final double controlFfs;
    private final double portLutsPerBit;
    private final double portFfsPerBit;
    private final double datapathLutsFactor;
    private final double datapathFfsFactor;

    OverlayResources(Target target) {
        this.fabric = Fabric.of(target);
        this.controlLuts = target.coefficient("overlay_control_luts", "luts").value();
        this.controlFfs = target.coefficient("overlay_control_ffs", "ffs").value();
        this.portLutsPerBit =
                target.coefficient("overlay_port_luts_per_bit", "luts_per_bit").value();
        this.portFfsPerBit =
                target.coefficient("overlay_port_ffs_per_bit", "ffs_per_bit").value();
        this.datapathLutsFactor = target.coefficient("overlay_datapath_luts_factor", "luts_per_lut")
                .value();
        this.datapathFfsFactor =
                target.coefficient("overlay_datapath_ffs_factor", "ffs_per_ff").value();
    }

    boolean hasDsp() {
        return fabric.hasDsp();
    }

    /// Writes the blocks of all cores.
    ///
    /// @param parameterWords that one half of the parameter buffer must hold
    void write(Engine engine, long parameterWords, Figures out) {
        if (engine.isSmall) {
            writeSmall(engine, parameterWords, out);
        } else {
            writeWide(engine, parameterWords, out);
        }
    }

    /// A small engine with its memory and its host: control is counted as a whole; to it comes what the array, its
    /// accumulators, the sums that wait, the choice of lanes and weights take, and bits of counters and registers.
    private void writeSmall(Engine engine, long parameterWords, Figures out) {
        int countBits = engine.countBits(parameterWords);
        long products = engine.productsPerCycle();
        int productBits = engine.dataBits + engine.weightBits;
        double lut = controlLuts + SMALL_LUTS_PER_COUNT_BIT * countBits;
        double ff = controlFfs + SMALL_FFS_PER_COUNT_BIT * countBits;
        if (fabric.productBlocks(1, engine.dataBits, engine.weightBits) == 0) {
            lut += products * fabric.multiplierLuts(engine.dataBits, engine.weightBits);
        }
        // A tree, a sum, the greater of two, the sum that waits; the lane's own channel, the weight of a channel.
        lut += engine.ocp
                * (fabric.adderTreeLuts(engine.icp, productBits)
                        + 3 * fabric.adderLuts(SUM_BITS)
                        + fabric.comparatorLuts(engine.dataBits)
                        + fabric.selectLuts(Math.ceilDiv(engine.icp, engine.ocp) + 1L, engine.dataBits)
                        + fabric.selectLuts(engine.icp + 1L, engine.weightBits));
        ff += engine.ocp * (2.0 * SUM_BITS + AdderTree.bits(engine.icp, productBits) / 2.0)
                + (double) products * engine.weightBits;
        long parameterDepth = 2L * Engine.ceilPowerOfTwo(Math.toIntExact(parameterWords));
        blocks.take(engine, Math.toIntExact(parameterDepth));
        out.bram = blocks.bram(fabric);
        out.uram = engine.memory().blocks();
        out.lut = (long) Math.ceil(lut);
        out.ff = (long) Math.ceil(ff);
        out.dsp = blocks.dsp(fabric);
    }

    /// Control, which is as large for any array (sequencers, registers of jobs, AXI), and a data path, of which
    /// synthesis makes so many times what its circuits come to.
    private void writeWide(Engine engine, long parameterWords, Figures out) {
        int data = engine.dataBits;
        int weight = engine.weightBits;
        long products = engine.productsPerCycle();
        long sums = (long) engine.pp * engine.ocp;
        long lanes = (long) engine.pp * engine.drainChannels;

        double lut = 0;
        double ff = 0;
        // The array: operands in registers, products, trees with a register for two levels, sums, which are kept once
        // more while they leave.
        if (fabric.productBlocks(1, data, weight) == 0) {
            lut += products * fabric.multiplierLuts(data, weight);
            ff += products * (double) (data + weight);
        } else {
            ff += products * (double) (data + weight) * (1 - fabric.registerAbsorption());
        }
        if (engine.isPacked) {
            lut += packingLuts(fabric, engine);
            // Blocks that have registers take features in with them, but no pairs.
            ff += pairOperands(engine) * (1 + 2 * data * fabric.registerAbsorption());
        }
        lut += sums * (fabric.adderTreeLuts(engine.icp, data + weight) + 2 * fabric.adderLuts(SUM_BITS));
        ff += sums * (AdderTree.bits(engine.icp, data + weight) / 2.0 + 2 * SUM_BITS);
        double featureBits = (double) engine.pp * engine.icp * data;
        double weightBits = (double) engine.ocp * engine.icp * weight;
        ff += 2 * featureBits + weightBits + sums * data;
        // Any lane reads any feature bank, and of its word any channel.
        lut += fabric.selectLuts(engine.pp, (long) featureBits);
        lut += fabric.selectLuts(Math.ceilDiv(engine.icp, engine.ocp), sums * data);
        lut += sums * fabric.comparatorLuts(SUM_BITS);
        if (engine.hasNeighbours()) {
            lut += neighbourLuts(engine);
            ff += neighbourFfs(engine);
        }
        // Requantisers: choose a share of the sums, bias, shift to the left, multiply, shift to the right, clamp; and
        // the scaling of two operands.
        lut += lanes * fabric.selectLuts(engine.drainSteps, SUM_BITS);
        lut += lanes
                * (5 * fabric.adderLuts(SUM_BITS)
                        + 4 * fabric.shifterLuts(SUM_BITS)
                        + 2 * fabric.comparatorLuts(SUM_BITS));
        ff += lanes * (double) SUM_BITS * (REQUANTISER_REGISTERS + ADDITION_REGISTERS);
        if (!fabric.hasDsp()) {
            lut += 2.0 * lanes * fabric.multiplierLuts(SUM_BITS, HALF_MULTIPLIER_BITS);
            lut += 2.0 * lanes * fabric.multiplierLuts(OPERAND_MULTIPLIER_BITS, data + 1);
            ff += 2.0 * lanes * (SUM_BITS + HALF_MULTIPLIER_BITS + OPERAND_MULTIPLIER_BITS + data + 1);
        }
        long parameterDepth = 2L * Engine.ceilPowerOfTwo(Math.toIntExact(parameterWords));
        lut += smallMemory(QUEUES, QUEUE_WORDS, INSTRUCTION_BITS);
        lut += smallMemory(1, parameterDepth, (long) engine.drainChannels * Engine.PARAMETER_BITS);
        lut += smallMemory(
                (long) engine.pp * engine.icp / engine.drainChannels,
                2L * engine.outputDepthWords,
                (long) engine.drainChannels * data);
        lut += smallMemory(engine.pp, 2L * engine.featureDepthWords, (long) engine.icp * data);
        lut += smallMemory(1, 2L * engine.weightDepthWords, (long) engine.ocp * engine.icp * weight);
        lut = controlLuts + portLutsPerBit * engine.portBits + datapathLutsFactor * lut;
        ff = controlFfs + portFfsPerBit * engine.portBits + datapathFfsFactor * ff;
        blocks.take(engine, Math.toIntExact(parameterDepth));
        out.bram = blocks.bram(fabric) * engine.cores;
        out.uram = 0;
        out.lut = (long) Math.ceil(lut) * engine.cores;
        out.ff = (long) Math.ceil(ff) * engine.cores;
        out.dsp = blocks.dsp(fabric) * engine.cores;
    }

    /// What two features for one multiplier take, `overlay_operand.sv` and `overlay_product.sv`: the upper feature
    /// less what the lower one borrows, for each operand. Blocks that add take in half of the adders behind single
    /// products; of pairs they add what the lower product borrows, which elsewhere goes into the LUTs of the trees.
    /// Source: arrays of 4x8x8 and 4x6x5 mapped by Yosys 0.23, 30 and 28 LUTs for a pair on xc7, 1 and 3 on xcup.
    private static double packingLuts(Fabric fabric, Engine engine) {
        double taken = fabric.hasAddingBlocks()
                ? engine.productsPerCycle() / 2.0 * fabric.adderLuts(engine.dataBits + engine.weightBits + 1)
                : 0;
        return pairOperands(engine) * fabric.adderLuts(engine.dataBits + 1) + taken;
    }

    /// Operands of two pixels: those that all output channels share, and those that each has for itself. Each has a
    /// bit more than its features.
    private static double pairOperands(Engine engine) {
        int own = engine.hasNeighbours() ? Engine.NEIGHBOURS : 1;
        return engine.pp / 2.0 * (engine.icp - own + (long) engine.ocp * own);
    }

    /// What lanes read for each other, `overlay_neighbours.sv`: a memory of few words, with pad values where
    /// there is no neighbour; and in the array the choice of a channel of three words rather than of one, and of
    /// what is multiplied.
    private double neighbourLuts(Engine engine) {
        long wordBits = (long) engine.icp * engine.dataBits;
        long operandBits = (long) engine.pp * engine.ocp * engine.dataBits;
        double memory = fabric.hasLutRam()
                ? fabric.lutRamLuts(Engine.MOST_NEIGHBOUR_TAPS, engine.pp * (wordBits + 2) + wordBits)
                : 0;
        return memory
                + 2 * fabric.selectLuts(2, engine.pp * wordBits)
                + 2 * fabric.selectLuts(Math.ceilDiv(engine.icp, engine.ocp), operandBits)
                + Engine.NEIGHBOURS * fabric.selectLuts(2, operandBits);
    }

    /// Words that come out of the memory, flags on their way, and operands that each output channel has for itself.
    private static double neighbourFfs(Engine engine) {
        long wordBits = (long) engine.icp * engine.dataBits;
        return engine.pp * (wordBits + 6.0)
                + wordBits
                + (Engine.NEIGHBOURS - 1.0) * engine.pp * (engine.ocp - 1) * engine.dataBits;
    }

    /// LUTs of equal memories that synthesis puts there.
    private double smallMemory(long count, long depthWords, long widthBits) {
        return fabric.hasLutRam() && fabric.ramBlocks(depthWords, widthBits) == 0
                ? count * fabric.lutRamLuts(depthWords, widthBits)
                : 0;
    }
}
