package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.fabric.Fabric;

/// DSP blocks and block RAMs of one engine, cell by cell as its SystemVerilog has them. Held against Yosys 0.23 for
/// engines of several shapes on xc7 and ECP5 by `EngineResourceTest`, difference 0. Reused by the search.
public final class EngineBlocks {
    /// Bits of a channel's bias, multiplier and shifts. Source: `overlay_engine.sv`.
    private static final int PARAMETER_BITS = 80;

    /// Factors of the four products of a requantiser, `overlay_requantise.sv`: a sum times the lower half of a
    /// multiplier, taken as a positive number, and its upper half; two operands, less their zero points, times
    /// theirs.
    private static final int SUM_BITS = 32;

    private static final int LOWER_BITS = 17;
    private static final int UPPER_BITS = 16;
    private static final int OPERAND_MULTIPLIER_BITS = 32;

    /// Bits of what a wide engine counts.
    private static final int COUNT_BITS = 16;

    /// Queues of instructions: what was read ahead, and one for each unit, without what tells the unit.
    private static final int QUEUE_WORDS = 64;

    private static final int READ_AHEAD_BITS = 64;
    private static final int QUEUES = 3;
    private static final int QUEUE_BITS = 39;
    /// Of a value what an address or tokens take.
    private static final int SMALL_QUEUE_BITS = 28;
    /// Of an instruction all that may be other than 0.
    private static final int SMALL_READ_AHEAD_BITS = 44;

    /// Whether there is a neighbour to the left, to the right.
    private static final int NEIGHBOUR_FLAGS = 2;

    private int pp;
    private int icp;
    private int ocp;
    private int drainChannels;
    private int dataBits;
    private int weightBits;
    private int featureDepth;
    private int weightDepth;
    private int parameterDepth;
    private int outputDepth;
    private boolean isSmall;
    private boolean isPacked;

    /// Words of the buffers: of each of the `PP` feature banks, of the weight buffer, of the parameter buffer, of each
    /// of the `PP` output banks.
    public record Depths(int feature, int weight, int parameter, int output) {}

    EngineBlocks() {}

    /// @param pp pixels at once
    /// @param icp input channels at once
    /// @param ocp output channels at once
    /// @param drainChannels that leave at once, a divisor of `icp` and `ocp`
    /// @param dataBits of a feature
    /// @param weightBits of a weight
    /// @param depths of whole buffers
    public EngineBlocks(int pp, int icp, int ocp, int drainChannels, int dataBits, int weightBits, Depths depths) {
        this.pp = pp;
        this.icp = icp;
        this.ocp = ocp;
        this.drainChannels = drainChannels;
        this.dataBits = dataBits;
        this.weightBits = weightBits;
        this.featureDepth = depths.feature();
        this.weightDepth = depths.weight();
        this.parameterDepth = depths.parameter();
        this.outputDepth = depths.output();
    }

    /// The same engine as a small one, of `PP` 1 and `drainChannels` 1.
    public EngineBlocks small() {
        EngineBlocks blocks = new EngineBlocks(
                1,
                icp,
                ocp,
                1,
                dataBits,
                weightBits,
                new Depths(featureDepth, weightDepth, parameterDepth, outputDepth));
        blocks.isSmall = true;
        return blocks;
    }

    /// The same engine with one multiplier for two pixels, of an even `PP`.
    public EngineBlocks packed() {
        EngineBlocks blocks = new EngineBlocks(
                pp,
                icp,
                ocp,
                drainChannels,
                dataBits,
                weightBits,
                new Depths(featureDepth, weightDepth, parameterDepth, outputDepth));
        blocks.isPacked = true;
        return blocks;
    }

    /// Takes another engine.
    ///
    /// @param parameterWords of the whole parameter buffer
    void take(Engine engine, int parameterWords) {
        pp = engine.pp;
        icp = engine.icp;
        ocp = engine.ocp;
        drainChannels = engine.drainChannels;
        dataBits = engine.dataBits;
        weightBits = engine.weightBits;
        featureDepth = 2 * engine.featureDepthWords;
        weightDepth = 2 * engine.weightDepthWords;
        parameterDepth = parameterWords;
        outputDepth = 2 * engine.outputDepthWords;
        isSmall = engine.isSmall;
        isPacked = engine.isPacked;
    }

    /// DSP blocks that synthesis takes; 0 where the part has none.
    public long dsp(Fabric fabric) {
        if (isSmall) {
            // The two halves of a sum times a half of a multiplier.
            return fabric.productBlocks((long) icp * ocp, dataBits, weightBits)
                    + fabric.productBlocks(2, UPPER_BITS, UPPER_BITS);
        }
        long lanes = (long) pp * drainChannels;
        return arrayDsp(fabric)
                + fabric.productBlocks(lanes, SUM_BITS, LOWER_BITS)
                + fabric.productBlocks(lanes, SUM_BITS, UPPER_BITS)
                + fabric.productBlocks(2 * lanes, OPERAND_MULTIPLIER_BITS, dataBits + 1)
                + addressDsp(fabric);
    }

    private long arrayDsp(Fabric fabric) {
        long products = (long) pp * icp * ocp;
        return isPacked
                ? fabric.productBlocks(products / 2, 2 * dataBits + weightBits + 1, weightBits)
                : fabric.productBlocks(products, dataBits, weightBits);
    }

    /// A column's phase times the words of a phase, `overlay_compute.sv`, of as many bits whatever the depth.
    private long addressDsp(Fabric fabric) {
        // In one bank columns of all phases lie behind each other.
        return pp == 1 ? 0 : fabric.productBlocks(1, COUNT_BITS, COUNT_BITS);
    }

    /// Block RAMs that synthesis makes.
    public long bram(Fabric fabric) {
        if (isSmall) {
            return featureBram(fabric)
                    + slicedBram(fabric, weightDepth, (long) ocp * icp * weightBits)
                    + slicedBram(fabric, parameterDepth, PARAMETER_BITS)
                    + (long) icp * fabric.ramBlocks(outputDepth, dataBits)
                    + fabric.ramBlocks(QUEUE_WORDS, SMALL_READ_AHEAD_BITS)
                    + QUEUES * fabric.ramBlocks(QUEUE_WORDS, SMALL_QUEUE_BITS);
        }
        return featureBram(fabric)
                + weightBram(fabric)
                + fabric.ramBlocks(parameterDepth, (long) drainChannels * PARAMETER_BITS)
                + (long) pp * (icp / drainChannels) * fabric.ramBlocks(outputDepth, (long) drainChannels * dataBits)
                + neighbourBram(fabric)
                + queueBram(fabric);
    }

    /// What lanes have read for each other, `overlay_neighbours.sv`, where LUTs cannot be RAM: words with two
    /// flags, and the last lane's once more.
    private long neighbourBram(Fabric fabric) {
        long wordBits = (long) icp * dataBits;
        return icp < Engine.NEIGHBOURS
                ? 0
                : fewWordsBram(fabric, pp * (wordBits + NEIGHBOUR_FLAGS)) + fewWordsBram(fabric, wordBits);
    }

    private static long fewWordsBram(Fabric fabric, long widthBits) {
        return fabric.prefersBlocksToRegisters(Engine.MOST_NEIGHBOUR_TAPS, widthBits)
                ? fabric.ramBlocks(Engine.MOST_NEIGHBOUR_TAPS, widthBits)
                : 0;
    }

    /// Those of all feature banks.
    public long featureBram(Fabric fabric) {
        return pp * fabric.ramBlocks(featureDepth, (long) icp * dataBits);
    }

    /// Those of the weight buffer.
    public long weightBram(Fabric fabric) {
        return fabric.ramBlocks(weightDepth, (long) ocp * icp * weightBits);
    }

    /// Those of a buffer of a small engine whose words are written a beat at a time.
    private static long slicedBram(Fabric fabric, long depth, long bits) {
        long whole = bits / EngineMemory.LEAST_PORT_BITS;
        long rest = bits % EngineMemory.LEAST_PORT_BITS;
        return whole * fabric.ramBlocks(depth, EngineMemory.LEAST_PORT_BITS)
                + (rest == 0 ? 0 : fabric.ramBlocks(depth, rest));
    }

    /// Queues lie in LUTs where these can be RAM. Where they are only 16 deep, synthesis takes blocks for the widest.
    private static long queueBram(Fabric fabric) {
        if (fabric.prefersLutRam(QUEUE_WORDS)) {
            return 0;
        }
        long readAhead = fabric.ramBlocks(QUEUE_WORDS, READ_AHEAD_BITS);
        return fabric.hasLutRam() ? readAhead : readAhead + QUEUES * fabric.ramBlocks(QUEUE_WORDS, QUEUE_BITS);
    }
}
