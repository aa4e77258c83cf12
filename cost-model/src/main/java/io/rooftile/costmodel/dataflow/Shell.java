package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Tensor;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Spread;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Power;
import java.util.List;

/// What all designs of one pipeline share: the way in and out, the part's static power, the budget.
///
/// @param resources of the logic that moves data between host and pipeline
/// @param offChipBytes in and out in one inference; weights are on chip
/// @param bytesPerSecond what the memory beside the FPGA sustains, infinite where there is none
/// @param structuralViolations layers that no choice makes feasible
record Shell(
        ResourceVector resources,
        long offChipBytes,
        double bytesPerSecond,
        ResourceVector budget,
        ResourceVector available,
        Power power,
        Uncertainty uncertainty,
        int structuralViolations) {

    /// How far the stages' LUTs and flip-flops may be off; the shell's are taken as they are.
    ///
    /// @param isRobust whether the high ends must fit
    record Uncertainty(Spread lut, Spread ff, boolean isRobust) {
        static Uncertainty of(Target target) {
            return new Uncertainty(Spread.of(target, "lut", "luts"), Spread.of(target, "ff", "ffs"), target.isRobust());
        }

        boolean isKnown() {
            return !lut.equals(Spread.NONE) && !ff.equals(Spread.NONE);
        }
    }

    /// @param realBits width of tensors that the network has as real numbers
    static Shell of(Pipeline pipeline, Target target, Power power, int realBits) {
        OffChipMemory memory = target.board().memory();
        return new Shell(
                new ResourceVector(
                        (long) Math.ceil(target.coefficient("dataflow_shell_luts", "luts")
                                .value()),
                        (long) Math.ceil(
                                target.coefficient("dataflow_shell_ffs", "ffs").value()),
                        0,
                        (long) Math.ceil(target.coefficient("dataflow_shell_brams", "blocks")
                                .value()),
                        0),
                Math.addExact(
                        bytes(pipeline.border().inputs(), realBits),
                        bytes(pipeline.border().outputs(), realBits)),
                memory == null ? Double.POSITIVE_INFINITY : memory.usableBytesPerSecond(),
                target.budget(),
                target.board().available(),
                power,
                Uncertainty.of(target),
                pipeline.hostSteps().size());
    }

    /// Elements cross in whole bytes.
    private static long bytes(List<Tensor> tensors, int realBits) {
        long sum = 0;
        for (Tensor tensor : tensors) {
            int bits = tensor.format().isFloat() ? realBits : tensor.format().bits();
            sum = Math.addExact(
                    sum, Math.multiplyExact(tensor.shape().elements(), (long) Math.ceilDiv(bits, Byte.SIZE)));
        }
        return sum;
    }

    /// What the budget leaves for the stages' estimates, at least 0.
    ResourceVector stageBudget() {
        long luts = Math.max(0, budget.lut() - resources.lut());
        long ffs = Math.max(0, budget.ff() - resources.ff());
        return new ResourceVector(
                uncertainty.isRobust() ? (long) uncertainty.lut().within((double) luts) : luts,
                uncertainty.isRobust() ? (long) uncertainty.ff().within((double) ffs) : ffs,
                Math.max(0, budget.dsp() - resources.dsp()),
                Math.max(0, budget.bram() - resources.bram()),
                Math.max(0, budget.uram() - resources.uram()));
    }

    /// Cycles that moving one inference's data takes.
    long borderCycles(long clockHertz) {
        return (long) Math.ceil(offChipBytes * (double) clockHertz / bytesPerSecond);
    }

    /// Starts the sums of one design.
    void begin(long clockHertz, Figures out) {
        out.clockHertz = clockHertz;
        out.latencyCycles = 0;
        out.intervalCycles = Math.max(1, borderCycles(clockHertz));
        out.lut = resources.lut();
        out.ff = resources.ff();
        out.dsp = resources.dsp();
        out.bram = resources.bram();
        out.uram = resources.uram();
        out.offChipBytes = offChipBytes;
        // The sum of the stages' energies, until #end makes it the whole.
        out.energyMillijoules = 0;
    }

    /// Adds one stage.
    static void add(StageCost cost, Figures out) {
        out.intervalCycles = Math.max(out.intervalCycles, cost.timing().intervalCycles());
        out.lut += cost.lut();
        out.ff += cost.ff();
        out.dsp += cost.dsp();
        out.bram += cost.bram();
        out.uram += cost.uram();
        out.energyMillijoules += cost.energyPicojoules();
    }

    /// Adds circuits that take no time.
    static void add(ResourceVector circuits, Figures out) {
        out.lut += circuits.lut();
        out.ff += circuits.ff();
        out.dsp += circuits.dsp();
        out.bram += circuits.bram();
        out.uram += circuits.uram();
    }

    /// What must fit: the estimate, or the high end of what it may be off by.
    ResourceVector demand(Figures figures) {
        return uncertainty.isRobust()
                ? figures.resources()
                        .with(Resource.LUT, figures.pessimisticLut())
                        .with(Resource.FF, figures.pessimisticFf())
                : figures.resources();
    }

    private void intervals(Figures out) {
        if (!uncertainty.isKnown()) {
            return;
        }
        long luts = out.lut - resources.lut();
        long ffs = out.ff - resources.ff();
        out.lutLow = resources.lut() + (long) uncertainty.lut().low((double) luts);
        out.lutHigh = resources.lut() + (long) Math.ceil(uncertainty.lut().high((double) luts));
        out.ffLow = resources.ff() + (long) uncertainty.ff().low((double) ffs);
        out.ffHigh = resources.ff() + (long) Math.ceil(uncertainty.ff().high((double) ffs));
    }

    /// Finishes the sums: intervals, power, utilisation, violation.
    void end(long latencyCycles, Figures out) {
        intervals(out);
        long luts = uncertainty.isRobust() ? out.pessimisticLut() : out.lut;
        long ffs = uncertainty.isRobust() ? out.pessimisticFf() : out.ff;
        out.latencyCycles = Math.max(latencyCycles, borderCycles(out.clockHertz));
        double seconds = (double) out.intervalCycles / out.clockHertz;
        double picojoules = out.energyMillijoules + power.offChipPicojoules((double) offChipBytes);
        out.powerMilliwatts = power.staticMilliwatts()
                + power.clockMilliwatts((double) ffs, out.clockHertz)
                + picojoules * 1e-9 / seconds;
        out.energyMillijoules = out.powerMilliwatts * seconds;
        out.worstUtilisationFraction = Math.max(
                Math.max(used(luts, available.lut()), used(ffs, available.ff())),
                Math.max(
                        used(out.dsp, available.dsp()),
                        Math.max(used(out.bram, available.bram()), used(out.uram, available.uram()))));
        out.violation = structuralViolations
                + excess(luts, budget.lut())
                + excess(ffs, budget.ff())
                + excess(out.dsp, budget.dsp())
                + excess(out.bram, budget.bram())
                + excess(out.uram, budget.uram());
    }

    private static double used(long used, long available) {
        return used == 0 ? 0 : (double) used / Math.max(1, available);
    }

    private static double excess(long demand, long limit) {
        return demand <= limit ? 0 : demand / (double) Math.max(1, limit) - (limit == 0 ? 0 : 1);
    }
}
