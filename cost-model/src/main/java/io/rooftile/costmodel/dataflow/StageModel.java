package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.costmodel.dataflow.StageCost.Timing;
import io.rooftile.costmodel.fabric.Circuit;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;

/// Costs of one stage. Pure.
///
/// Formulas and sources: `docs/model/dataflow.md`.
final class StageModel {
    /// From the address of a word in a line buffer to the word: of one that is read tap by tap, and of window
    /// registers.
    private static final int FOLD_CYCLES = 2;

    private static final int TAPS_CYCLES = 4;

    private final Fabric fabric;
    private final Power power;

    StageModel(Fabric fabric, Power power) {
        this.fabric = fabric;
        this.power = power;
    }

    /// Cost of one stage.
    StageCost cost(StageShape shape, StageChoice choice, Joins joins, StageNumbers numbers) {
        Folding folding = Folding.of(shape, choice.pe(), choice.simd());
        Tally tally = new Tally(fabric, power);
        ports(tally, shape, choice, folding, numbers, joins);
        tally.charge(Circuit.PORT);
        int delay = 1;
        switch (shape.kind()) {
            case MATRIX, CHANNELWISE -> {
                if (folding.isKept()) {
                    WindowCosts.add(tally, fabric, power, shape, choice, folding, numbers);
                    tally.charge(Circuit.WINDOW);
                    delay += folding.isFullWindow() ? TAPS_CYCLES : FOLD_CYCLES;
                }
                delay += shape.hasWeights()
                        ? MatrixCosts.add(tally, fabric, power, shape, choice, folding, numbers)
                        : StreamCosts.pool(tally, fabric, shape, choice, folding, numbers);
            }
            case REDUCE -> delay += StreamCosts.pool(tally, fabric, shape, choice, folding, numbers);
            case STREAM -> delay += StreamCosts.add(tally, fabric, shape, choice, numbers);
        }
        tally.charge(Circuit.STREAM);
        delay += choice.pe() / folding.outputLanes();
        joins.add(tally, fabric, choice.pe(), numbers.inputBits());
        tally.charge(Circuit.PORT);
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

    /// The words that come in put together as wide as the stage reads them, and the FIFO between it and the next.
    private void ports(
            Tally tally, StageShape shape, StageChoice choice, Folding folding, StageNumbers numbers, Joins joins) {
        double inputBits = (double) shape.inputPixels() * shape.inputChannels() * numbers.inputBits();
        double outputBits = (double) shape.outputPixels() * shape.outputChannels() * choice.outputBits();
        tally.picojoules += power.registerPicojoules(2 * (inputBits + outputBits));
        // Of what the stages in front give, nothing is known here: as if it came lane by lane.
        int widened = joins.isBuilt() ? 0 : shape.layer().inputs().size();
        for (int i = 0; i < widened; i++) {
            StreamCosts.widen(tally, fabric, 1, wordLanes(shape, choice, folding), numbers.inputBits());
        }
        if (joins.isFollowed()) {
            StreamCosts.pairFifo(tally, fabric, folding.outputLanes(), choice.outputBits(), 2 * outputBits);
        }
    }

    /// Lanes of the words that the stage's first cell takes.
    private static long wordLanes(StageShape shape, StageChoice choice, Folding folding) {
        return switch (shape.kind()) {
            case MATRIX, CHANNELWISE ->
                !folding.isKept()
                        ? folding.readLanes()
                        : folding.isFullWindow()
                                ? shape.inputChannels()
                                : WindowCosts.channels(shape, choice.pe(), choice.simd());
            case REDUCE, STREAM -> choice.pe();
        };
    }
}
