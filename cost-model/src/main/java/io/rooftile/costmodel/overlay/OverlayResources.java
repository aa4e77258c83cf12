package io.rooftile.costmodel.overlay;

import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Fabric;

/// Blocks of an engine, unit by unit; see `docs/model/overlay.md`. One object per target, allocates nothing
/// per call.
final class OverlayResources {
    /// One instruction is 64 bits; what does not fit 512 of them is fetched while others run.
    static final long INSTRUCTION_DEPTH = 512;

    static final long INSTRUCTION_BITS = 64;

    private final Fabric fabric;
    private final long bramBudget;
    private final long uramBudget;
    private final double controlLuts;
    private final double controlFfs;
    private final double portLutsPerBit;
    private final double portFfsPerBit;
    private final boolean needsTable;

    OverlayResources(Target target, boolean needsTable) {
        this.fabric = Fabric.of(target);
        ResourceVector budget = target.budget();
        this.bramBudget = Math.max(1, budget.bram());
        this.uramBudget = Math.max(1, budget.uram());
        this.controlLuts = target.coefficient("overlay_control_luts", "luts").value();
        this.controlFfs = target.coefficient("overlay_control_ffs", "ffs").value();
        this.portLutsPerBit =
                target.coefficient("overlay_port_luts_per_bit", "luts_per_bit").value();
        this.portFfsPerBit =
                target.coefficient("overlay_port_ffs_per_bit", "ffs_per_bit").value();
        this.needsTable = needsTable;
    }

    boolean hasDsp() {
        return fabric.hasDsp();
    }

    /// Writes the blocks of all cores.
    void write(Engine engine, Figures out) {
        int data = engine.dataBits;
        int weight = engine.weightBits;
        int accumulator = engine.accumulatorBits();
        long products = engine.multipliers();
        long sums = (long) engine.pp * engine.ocp;
        long lanes = Math.ceilDiv(sums, (long) Engine.DRAIN_CYCLES);

        double lut = controlLuts + portLutsPerBit * engine.portBits;
        double ff = controlFfs + portFfsPerBit * engine.portBits;
        long dsp = 0;
        // The array: products, a tree of adders with a register behind each, accumulators.
        if (fabric.hasDsp()) {
            boolean isPaired = isPaired(engine);
            dsp += fabric.dspBlocks(products, data, weight, isPaired);
            lut += isPaired ? products / 2.0 * fabric.packingLutsPerPair() : 0;
        } else {
            lut += products * fabric.multiplierLuts(data, weight);
        }
        lut += sums * (fabric.adderTreeLuts(engine.icp, data + weight) + fabric.adderLuts(accumulator));
        ff += sums * (double) (Fabric.adderTreeBits(engine.icp, data + weight) + accumulator);
        // Operands pass two registers; any lane reads any feature bank.
        double featureBits = (double) engine.pp * engine.icp * data;
        double weightBits = (double) engine.ocp * engine.icp * weight;
        ff += 2 * (featureBits + weightBits);
        lut += fabric.selectLuts(engine.pp, (long) featureBits);
        // Maximum pooling.
        lut += sums * fabric.comparatorLuts(data);
        // Requantisers take one of a few sums each.
        lut += lanes * fabric.selectLuts(Engine.DRAIN_CYCLES, accumulator);
        lut += lanes * (fabric.shifterLuts(accumulator) + fabric.adderLuts(accumulator) + fabric.comparatorLuts(data));
        ff += lanes * (double) (accumulator + data);
        if (engine.isExact) {
            int multiplier = Fabric.REQUANTISER_MULTIPLIER_BITS;
            if (fabric.hasDsp()) {
                dsp += fabric.dspBlocks(lanes, accumulator, multiplier, false);
            } else {
                lut += lanes * fabric.multiplierLuts(accumulator, multiplier);
            }
            ff += lanes * (double) (accumulator + multiplier);
        }
        if (needsTable) {
            lut += lanes * fabric.romLuts(1L << Math.min(data, 8), data);
        }
        // Memories.
        long bram = fabric.bramBlocks(INSTRUCTION_DEPTH, INSTRUCTION_BITS);
        long accumulatorWidth = sums * accumulator;
        if (fabric.prefersLutRam(engine.accumulatorDepthWords)) {
            lut += fabric.lutRamLuts(engine.accumulatorDepthWords, accumulatorWidth);
        } else {
            bram += fabric.bramBlocks(engine.accumulatorDepthWords, accumulatorWidth);
        }
        writeBuffers(engine, bram, out);
        out.lut = (long) Math.ceil(lut) * engine.cores;
        out.ff = (long) Math.ceil(ff) * engine.cores;
        out.dsp = dsp * engine.cores;
    }

    /// Whether two products share a DSP multiplier: they share a weight (two pixels) or a feature (two output
    /// channels).
    boolean isPaired(Engine engine) {
        return engine.isPacked
                && (engine.pp % 2 == 0 || engine.ocp % 2 == 0)
                && fabric.packs(engine.dataBits, engine.weightBits);
    }

    /// Feature and weight banks go into block or large RAMs, whichever of the four ways loads the fuller kind
    /// least.
    private void writeBuffers(Engine engine, long otherBrams, Figures out) {
        long featureWidth = (long) engine.icp * engine.dataBits;
        long weightWidth = (long) engine.icp * engine.weightBits;
        long featureBrams = engine.pp * fabric.bramBlocks(2L * engine.featureDepthWords, featureWidth);
        long weightBrams = engine.ocp * fabric.bramBlocks(2L * engine.weightDepthWords, weightWidth);
        out.bram = (otherBrams + featureBrams + weightBrams) * engine.cores;
        out.uram = 0;
        if (!fabric.hasUram()) {
            return;
        }
        // A large RAM may have one port only, so the halves of a buffer lie in blocks of their own.
        long featureUrams = 2L * engine.pp * fabric.uramBlocks(engine.featureDepthWords, featureWidth);
        long weightUrams = 2L * engine.ocp * fabric.uramBlocks(engine.weightDepthWords, weightWidth);
        double best = load(out.bram, 0);
        for (int way = 1; way < 4; way++) {
            long bram = (otherBrams + ((way & 1) == 0 ? featureBrams : 0) + ((way & 2) == 0 ? weightBrams : 0))
                    * engine.cores;
            long uram = (((way & 1) != 0 ? featureUrams : 0) + ((way & 2) != 0 ? weightUrams : 0)) * engine.cores;
            double load = load(bram, uram);
            if (load < best) {
                best = load;
                out.bram = bram;
                out.uram = uram;
            }
        }
    }

    private double load(long bram, long uram) {
        return Math.max((double) bram / bramBudget, (double) uram / uramBudget);
    }
}
