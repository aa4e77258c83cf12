package io.rooftile.costmodel.dataflow;

/// All options of one stage with what they cost, for solvers that choose stage by stage: a stage's cost depends on no
/// other stage. An option is one combination of the stage's knobs.
public final class StageOptions {
    private final String layer;
    private final int firstKnob;
    private final int[] radix;
    private final long[] intervalCycles;
    private final long[] lut;
    private final long[] ff;
    private final long[] dsp;
    private final long[] bram;
    private final long[] uram;

    StageOptions(String layer, int firstKnob, int[] radix, StageCost[] costs) {
        this.layer = layer;
        this.firstKnob = firstKnob;
        this.radix = radix;
        int count = costs.length;
        this.intervalCycles = new long[count];
        this.lut = new long[count];
        this.ff = new long[count];
        this.dsp = new long[count];
        this.bram = new long[count];
        this.uram = new long[count];
        for (int i = 0; i < count; i++) {
            intervalCycles[i] = costs[i].timing().intervalCycles();
            lut[i] = costs[i].lut();
            ff[i] = costs[i].ff();
            dsp[i] = costs[i].dsp();
            bram[i] = costs[i].bram();
            uram[i] = costs[i].uram();
        }
    }

    /// Name of the stage's layer.
    public String layer() {
        return layer;
    }

    /// How many options there are.
    public int count() {
        return intervalCycles.length;
    }

    /// How many pairs of weight and activation bits the stage may have, in the order of their bits.
    public int widths() {
        return radix[radix.length - 1];
    }

    /// Which of the pairs an option has.
    public int width(int option) {
        return option % widths();
    }

    /// Cycles between inferences of the stage alone.
    public long intervalCycles(int option) {
        return intervalCycles[option];
    }

    public long lut(int option) {
        return lut[option];
    }

    public long ff(int option) {
        return ff[option];
    }

    public long dsp(int option) {
        return dsp[option];
    }

    public long bram(int option) {
        return bram[option];
    }

    public long uram(int option) {
        return uram[option];
    }

    /// Sets the stage's knobs to an option.
    ///
    /// @param choices of the whole space, as for [io.rooftile.costmodel.DesignSpace#evaluate]
    public void choose(int option, int[] choices) {
        int rest = option;
        for (int knob = radix.length - 1; knob >= 0; knob--) {
            choices[firstKnob + knob] = rest % radix[knob];
            rest /= radix[knob];
        }
    }
}
