package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.core.design.Requantisation;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.StageCost.Timing;
import io.rooftile.costmodel.fabric.Bits;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;

/// Costs of one stage. Pure.
///
/// Formulas and sources: `docs/model/dataflow.md`.
final class StageModel {
    private static final int DSP_MULTIPLY_CYCLES = 3;
    private static final int LUT_MULTIPLY_CYCLES = 2;
    private static final int EXACT_REQUANTISE_CYCLES = 4;
    private static final int SHIFT_REQUANTISE_CYCLES = 2;
    private static final int BUFFER_CYCLES = 2;

    private final Fabric fabric;
    private final Power power;
    private final double controlLuts;
    private final double controlFfs;
    private final double gearboxLutsPerBit;

    StageModel(Target target, Fabric fabric, Power power) {
        this.fabric = fabric;
        this.power = power;
        this.controlLuts =
                target.coefficient("stage_control_luts", "luts_per_stage").value();
        this.controlFfs =
                target.coefficient("stage_control_ffs", "ffs_per_stage").value();
        this.gearboxLutsPerBit =
                target.coefficient("gearbox_luts_per_bit", "luts_per_bit").value();
    }

    /// Cost of one stage.
    ///
    StageCost cost(StageShape shape, StageChoice choice, Joins joins, double digitsPerWeight) {
        Folding folding = Folding.of(shape, choice.pe(), choice.simd());
        Tally tally = new Tally(fabric, power);
        control(tally, shape, folding);
        ports(tally, shape, choice, folding);
        int delay = 1;
        switch (shape.kind()) {
            case MATRIX, CHANNELWISE -> {
                inputBuffer(tally, shape, choice, folding);
                delay += folding.isKept() ? BUFFER_CYCLES : 0;
                delay += shape.hasWeights()
                        ? MatrixCosts.add(tally, fabric, power, shape, choice, folding, digitsPerWeight)
                        : StreamCosts.pool(tally, fabric, shape, choice, folding);
            }
            case REDUCE -> delay += StreamCosts.pool(tally, fabric, shape, choice, folding);
            case STREAM -> delay += StreamCosts.add(tally, fabric, shape, choice, folding);
        }
        delay += choice.pe() / folding.outputLanes();
        joins.add(tally, choice.pe(), choice.activationBits());
        Timing timing = new Timing(
                folding.intervalCycles(),
                folding.unitCycles(),
                folding.pixelCycles(),
                folding.units(),
                shape.outputPixels(),
                folding.lead(),
                delay + folding.windowSlackCycles());
        long multipliers = shape.hasWeights() ? (long) choice.pe() * choice.simd() : 0;
        requireRoofline(shape, folding.intervalCycles(), multipliers);
        return new StageCost(
                timing,
                (long) Math.ceil(tally.lut),
                (long) Math.ceil(tally.ff),
                tally.dsp,
                tally.bram,
                tally.uram,
                tally.picojoules,
                multipliers,
                folding.bound());
    }

    private static void requireRoofline(StageShape shape, long intervalCycles, long multipliers) {
        if (multipliers > 0
                && (double) intervalCycles * multipliers < shape.layer().macs()) {
            throw new IllegalStateException("stage " + shape.name() + " beats its roofline: "
                    + shape.layer().macs() + " MACs in " + intervalCycles + " cycles with " + multipliers
                    + " multipliers");
        }
    }

    private void control(Tally tally, StageShape shape, Folding folding) {
        // Counters over rows and columns, folds and taps: as many bits as tell all cycles of an inference apart.
        int bits = Bits.ceilLog2(Math.max(1, folding.intervalCycles()));
        tally.lut += controlLuts + fabric.adderLuts(bits);
        tally.ff += controlFfs + bits;
        if (shape.isWindow()) {
            int addressBits = Bits.ceilLog2(Math.max(1, shape.fill().bufferPixels() * shape.inputChannels()));
            tally.lut += 2 * fabric.adderLuts(addressBits);
            tally.ff += 2.0 * addressBits;
        }
    }

    private void ports(Tally tally, StageShape shape, StageChoice choice, Folding folding) {
        double inputBits = (double) shape.inputPixels() * shape.inputChannels() * choice.activationBits();
        double outputBits = (double) shape.outputPixels() * shape.outputChannels() * choice.outputBits();
        int inputs = shape.layer().inputs().size();
        tally.port((long) inputs * folding.inputLanes() * choice.activationBits(), gearboxLutsPerBit, inputBits);
        tally.port((long) folding.outputLanes() * choice.outputBits(), gearboxLutsPerBit, outputBits);
        if (folding.outputLanes() < choice.pe()) {
            // Results wait here while they leave lane by lane.
            tally.ff += (double) choice.pe() * choice.outputBits();
        }
    }

    /// The line buffer, and the window registers where several taps are read at once.
    private void inputBuffer(Tally tally, StageShape shape, StageChoice choice, Folding folding) {
        if (!folding.isKept()) {
            return;
        }
        int bits = choice.activationBits();
        double written = (double) shape.inputPixels() * shape.inputChannels() * bits;
        long pixels = shape.fill().bufferPixels();
        if (folding.isFullWindow()) {
            // One memory per filter row, so that a column of the window is read in one cycle; then the window, twice.
            int rows = shape.taps().reachRows();
            double columns = (double) shape.outputPixels() * shape.taps().strideColumns();
            for (int row = 0; row < rows; row++) {
                tally.buffer(
                        Math.ceilDiv(pixels, (long) rows),
                        (long) shape.inputChannels() * bits,
                        written / rows + columns * shape.inputChannels() * bits);
            }
            double window = (double) shape.taps().fy() * shape.taps().reachColumns() * shape.inputChannels() * bits;
            tally.ff += 2 * window;
            tally.lut += fabric.selectLuts(folding.inputFold(), (long) folding.readLanes() * bits);
            tally.picojoules += power.registerPicojoules(window * shape.outputPixels());
        } else {
            double read = (double) shape.outputPixels()
                    * folding.inputFold()
                    * folding.outputFold()
                    * folding.readLanes()
                    * bits;
            tally.buffer(
                    Math.ceilDiv(Math.multiplyExact(pixels, shape.inputChannels()), (long) folding.readLanes()),
                    (long) folding.readLanes() * bits,
                    written + read);
            tally.ff += (double) folding.readLanes() * bits;
        }
    }

    static int multiplyCycles(MultiplierStyle style) {
        return switch (style) {
            case DSP -> DSP_MULTIPLY_CYCLES;
            case LUT -> LUT_MULTIPLY_CYCLES;
        };
    }

    /// Cycles through a requantiser.
    ///
    /// @param cyclesPerValue between two values of one lane
    static int requantiseCycles(Requantisation kind, long cyclesPerValue) {
        return switch (kind) {
            case EXACT ->
                EXACT_REQUANTISE_CYCLES
                        + Math.ceilDiv(Fabric.REQUANTISER_MULTIPLIER_BITS, Tally.digitBits(cyclesPerValue))
                        - 1;
            case POWER_OF_TWO -> SHIFT_REQUANTISE_CYCLES;
        };
    }
}
