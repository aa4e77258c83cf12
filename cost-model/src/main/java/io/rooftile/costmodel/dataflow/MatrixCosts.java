package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.WeightStorage;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;

/// The matrix-vector unit: `PE` times `SIMD` products, an adder tree per PE, accumulators, weights, requantisers.
///
/// Source: FINN-R, 10.1145/3242897, section 4 (structure and folding).
final class MatrixCosts {
    /// From the issue of an address to the weight that is multiplied.
    private static final int ACCUMULATE_CYCLES = 1;

    private MatrixCosts() {}

    /// Adds the unit to the tally.
    ///
    /// @return cycles through its pipeline
    static int add(
            Tally tally,
            Fabric fabric,
            Power power,
            StageShape shape,
            StageChoice choice,
            Folding folding,
            double digitsPerWeight) {
        int accumulatorBits = Bits.accumulator(choice.weightBits(), choice.activationBits(), shape.dotLength());
        double macs = shape.layer().macs();
        double values = (double) shape.outputPixels() * shape.outputChannels();
        products(tally, fabric, power, shape, choice, digitsPerWeight);
        accumulators(tally, fabric, power, shape, choice, folding, accumulatorBits, values);
        weights(tally, fabric, power, choice, folding, macs);
        if (shape.outputChannels() > choice.pe()) {
            // Biases start the accumulators: PE of them per output fold.
            tally.table(folding.outputFold(), (long) choice.pe() * accumulatorBits, values * accumulatorBits);
        }
        tally.requantisers(
                choice,
                folding.outputLanes(),
                folding.cyclesPerResult(choice.pe()),
                accumulatorBits,
                shape.outputChannels(),
                values);
        tally.activation(shape.activation(), folding.outputLanes(), choice.outputBits(), values);
        return StageModel.multiplyCycles(choice.multiplier())
                + Bits.ceilLog2(choice.simd())
                + ACCUMULATE_CYCLES
                + StageModel.requantiseCycles(choice.requantisation(), folding.cyclesPerResult(choice.pe()));
    }

    /// The multipliers and the adder tree of each PE. A multiplication by a constant in LUTs is an adder per non-zero
    /// digit, all in one tree.
    private static void products(
            Tally tally, Fabric fabric, Power power, StageShape shape, StageChoice choice, double digitsPerWeight) {
        int a = choice.weightBits();
        int b = choice.activationBits();
        long products = (long) choice.pe() * choice.simd();
        double macs = shape.layer().macs();
        boolean isConstant = choice.storage() == WeightStorage.LOGIC;
        if (choice.multiplier() == MultiplierStyle.LUT && isConstant) {
            long terms = (long) Math.ceil(digitsPerWeight * choice.simd());
            long treeBits = choice.pe() * Fabric.adderTreeBits(terms, b + a / 2);
            tally.lut += treeBits * fabric.adderLuts(1);
            tally.ff += treeBits;
            tally.picojoules += power.addPicojoules(1) * treeBits * macs / products;
            return;
        }
        if (choice.multiplier() == MultiplierStyle.LUT) {
            tally.multipliers(MultiplierStyle.LUT, products, a, b, macs);
        } else {
            long paired = shape.kind() == StageShape.Kind.MATRIX && fabric.packs(a, b)
                    ? (long) (choice.pe() / 2) * 2 * choice.simd()
                    : 0;
            long single = products - paired;
            long blocks = (paired == 0 ? 0 : fabric.dspBlocks(paired, a, b, true))
                    + (single == 0 ? 0 : fabric.dspBlocks(single, a, b, false));
            tally.dsp += blocks;
            tally.lut += paired / 2.0 * fabric.packingLutsPerPair();
            tally.picojoules += macs * power.multiplyPicojoules(MultiplierStyle.DSP, a, b, (double) blocks / products);
        }
        long treeBits = choice.pe() * Fabric.adderTreeBits(choice.simd(), a + b);
        tally.lut += treeBits * fabric.adderLuts(1);
        tally.ff += treeBits;
        tally.picojoules += power.addPicojoules(1) * treeBits * macs / products;
    }

    private static void accumulators(
            Tally tally,
            Fabric fabric,
            Power power,
            StageShape shape,
            StageChoice choice,
            Folding folding,
            int accumulatorBits,
            double values) {
        boolean isAbsorbed = choice.multiplier() == MultiplierStyle.DSP
                && choice.simd() == 1
                && !fabric.packs(choice.weightBits(), choice.activationBits());
        double share = isAbsorbed ? 1 - fabric.accumulatorAbsorption() : 1;
        tally.lut += share * choice.pe() * fabric.adderLuts(accumulatorBits);
        tally.ff += share * choice.pe() * accumulatorBits;
        tally.picojoules += values * folding.inputFold() * power.addPicojoules(accumulatorBits);
        if (shape.taps().groups() > 1 && shape.kind() == StageShape.Kind.MATRIX) {
            tally.lut += fabric.adderLuts(Bits.ceilLog2(shape.taps().groups()));
        }
    }

    private static void weights(
            Tally tally, Fabric fabric, Power power, StageChoice choice, Folding folding, double macs) {
        long depth = folding.inputFold() * folding.outputFold();
        long width = (long) choice.pe() * choice.simd() * choice.weightBits();
        double read = macs * choice.weightBits();
        switch (choice.storage()) {
            case LOGIC -> {}
            case LUT_RAM -> {
                tally.lut += fabric.romLuts(depth, width);
                tally.ff += width;
                tally.picojoules += power.lutRamPicojoules(read);
            }
            case BLOCK_RAM -> {
                tally.bram += fabric.bramBlocks(depth, width);
                tally.picojoules += power.bramPicojoules(read);
            }
            case URAM -> {
                tally.uram += fabric.uramBlocks(depth, width);
                tally.picojoules += power.uramPicojoules(read);
                // Large RAMs come up empty: a write address, and a word put together from the host's.
                int addressBits = Bits.ceilLog2(depth);
                tally.lut += fabric.adderLuts(addressBits);
                tally.ff += addressBits + (double) width;
            }
        }
    }
}
