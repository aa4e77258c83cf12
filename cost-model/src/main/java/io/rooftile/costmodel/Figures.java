package io.rooftile.costmodel;

import io.rooftile.core.device.ResourceVector;

/// The figures of one design, written by [DesignSpace#evaluate]. Mutable and reused, so that a search allocates nothing
/// per evaluation; [Estimate] is the lasting form.
public final class Figures {
    /// Clock of the design.
    public long clockHertz;
    /// First input to last output of one inference that runs alone.
    public long latencyCycles;
    /// Cycles between inferences in steady state, over all cores together.
    public long intervalCycles;
    public long lut;
    public long ff;
    /// Ends of the interval that nine in ten designs' LUTs are in; both 0 where none is known.
    public long lutLow;
    public long lutHigh;
    /// Likewise of flip-flops.
    public long ffLow;
    public long ffHigh;
    /// The clock that the design can reach, in Hz, and the interval that nine in ten designs' clocks are in;
    /// all 0 where
    /// nothing is known of the part. Never set by a search.
    public double fmaxHertz;
    public double fmaxLowHertz;
    public double fmaxHighHertz;
    public long dsp;
    public long bram;
    public long uram;
    /// Bytes moved to and from the memory beside the FPGA, per inference.
    public long offChipBytes;
    /// Static and dynamic power at full throughput.
    public double powerMilliwatts;
    /// Energy of one inference at full throughput, static share included.
    public double energyMillijoules;
    /// Used over available blocks of the kind that is used most, 0 to 1 (above 1 when it does not fit).
    public double worstUtilisationFraction;
    /// 0 when the design fits; else the sum over all exceeded limits of `demand / limit - 1`.
    public double violation;

    /// How right the network's answers are, more is better; no number where nobody has told. Never set by a cost model.
    public double accuracy = Double.NaN;

    public double latencyMilliseconds() {
        return latencyCycles * 1e3 / clockHertz;
    }

    public double throughputPerSecond() {
        return (double) clockHertz / intervalCycles;
    }

    /// Whether it is known how far LUTs and flip-flops may be off.
    public boolean hasIntervals() {
        return lutHigh > 0 && ffHigh > 0;
    }

    /// LUTs at the pessimistic end of their interval; the estimate where none is known.
    public long pessimisticLut() {
        return Math.max(lut, lutHigh);
    }

    /// Likewise flip-flops.
    public long pessimisticFf() {
        return Math.max(ff, ffHigh);
    }

    public boolean hasAccuracy() {
        return !Double.isNaN(accuracy);
    }

    public boolean isFeasible() {
        return violation == 0;
    }

    public ResourceVector resources() {
        return new ResourceVector(lut, ff, dsp, bram, uram);
    }

    /// A copy that later evaluations do not overwrite.
    public Figures copy() {
        Figures copy = new Figures();
        copy.clockHertz = clockHertz;
        copy.latencyCycles = latencyCycles;
        copy.intervalCycles = intervalCycles;
        copy.lut = lut;
        copy.ff = ff;
        copy.lutLow = lutLow;
        copy.lutHigh = lutHigh;
        copy.ffLow = ffLow;
        copy.ffHigh = ffHigh;
        copy.fmaxHertz = fmaxHertz;
        copy.fmaxLowHertz = fmaxLowHertz;
        copy.fmaxHighHertz = fmaxHighHertz;
        copy.dsp = dsp;
        copy.bram = bram;
        copy.uram = uram;
        copy.offChipBytes = offChipBytes;
        copy.powerMilliwatts = powerMilliwatts;
        copy.energyMillijoules = energyMillijoules;
        copy.worstUtilisationFraction = worstUtilisationFraction;
        copy.violation = violation;
        copy.accuracy = accuracy;
        return copy;
    }
}
