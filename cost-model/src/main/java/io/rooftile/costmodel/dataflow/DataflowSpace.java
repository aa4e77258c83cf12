package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.design.Stage;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Fabric;
import io.rooftile.costmodel.fabric.Power;
import java.util.ArrayList;
import java.util.List;

/// All pipelines for one network on one target: a clock, and for each stage a folding, where its weights are, what it
/// multiplies with, and its bits.
///
/// A stage's cost depends on no other stage, so it is computed once per option and kept; [#stage] gives the options
/// with their costs to solvers that choose stage by stage.
public final class DataflowSpace implements DesignSpace {
    private static final int CLOCK_KNOB = 0;

    private final Network network;
    private final Target target;
    private final Pipeline pipeline;
    private final List<Long> clocksHertz;
    private final Requantisation requantisation;
    private final StageSpace[] stages;
    private final List<Knob> knobs;
    private final Shell shell;
    private final long macs;
    private final boolean isMemoised;
    private final ThreadLocal<Latency> latency;

    private DataflowSpace(
            Network network, Target target, BitOptions bits, Requantisation requantisation, boolean isMemoised) {
        this.network = network;
        this.target = target;
        this.pipeline = Pipeline.of(network);
        this.clocksHertz = target.board().part().clocksHertz();
        this.requantisation = requantisation;
        this.isMemoised = isMemoised;
        this.macs = network.macs();
        Fabric fabric = Fabric.of(target);
        Power power = Power.of(target);
        this.shell = Shell.of(pipeline, target, power, StageSpace.widest(bits.activationBits()));
        StageModel model = new StageModel(fabric, power);
        Joins[] joins = JoinDepths.of(pipeline, target.budget());
        this.stages = new StageSpace[pipeline.stages().size()];
        List<Knob> all = new ArrayList<>();
        all.add(new Knob("clock", clocksHertz.size(), 0, true));
        for (int i = 0; i < stages.length; i++) {
            stages[i] = new StageSpace(
                    pipeline.stages().get(i), joins[i], model, target.budget(), fabric, bits, requantisation);
            all.addAll(stages[i].knobs(i + 1));
        }
        this.knobs = List.copyOf(all);
        this.latency = ThreadLocal.withInitial(() -> new Latency(pipeline));
    }

    /// The space of one network on one target, with exact requantisation.
    ///
    /// @param bits widths of what the network leaves open; quantised tensors keep their own
    /// @throws io.rooftile.core.UserInputException when the coefficient set lacks a figure
    public static DataflowSpace of(Network network, Target target, BitOptions bits) {
        return of(network, target, bits, Requantisation.EXACT);
    }

    /// The space of one network on one target.
    ///
    /// @throws io.rooftile.core.UserInputException when the coefficient set lacks a figure
    public static DataflowSpace of(Network network, Target target, BitOptions bits, Requantisation requantisation) {
        return new DataflowSpace(network, target, bits, requantisation, true);
    }

    /// The same space without memo: every evaluation computes every stage anew. For measuring.
    public static DataflowSpace withoutMemo(Network network, Target target, BitOptions bits) {
        return new DataflowSpace(network, target, bits, Requantisation.EXACT, false);
    }

    @Override
    public Family family() {
        return Family.DATAFLOW;
    }

    @Override
    public List<Knob> knobs() {
        return knobs;
    }

    @Override
    public void evaluate(int[] choices, Figures out) {
        Latency times = latency.get();
        shell.begin(clocksHertz.get(choices[CLOCK_KNOB]), out);
        long multipliers = 0;
        for (int i = 0; i < stages.length; i++) {
            int knob = firstKnob(i);
            StageCost cost = isMemoised ? stages[i].cost(choices, knob) : stages[i].compute(choices, knob);
            Shell.add(cost, out);
            times.follow(i, cost.timing());
            multipliers += cost.multipliers();
        }
        shell.end(times.cycles(), out);
        requireRoofline(out, macs, multipliers);
    }

    /// No design does more than one MAC per multiplier and cycle, and latency is never below the border's time.
    static void requireRoofline(Figures out, long macs, long multipliers) {
        if ((double) out.intervalCycles * multipliers < macs) {
            throw new IllegalStateException("the design beats its roofline: " + macs + " MACs in " + out.intervalCycles
                    + " cycles with " + multipliers + " multipliers");
        }
    }

    @Override
    public DataflowDesign design(int[] choices) {
        List<Stage> chosen = new ArrayList<>();
        for (int i = 0; i < stages.length; i++) {
            chosen.add(stages[i]
                    .choice(choices, firstKnob(i))
                    .named(stages[i].shape().name()));
        }
        return new DataflowDesign(clocksHertz.get(choices[CLOCK_KNOB]), requantisation, chosen);
    }

    @Override
    public Outcome estimate(Design design) {
        if (design instanceof DataflowDesign dataflow) {
            return DataflowModel.estimate(network, dataflow, target);
        }
        throw new IllegalArgumentException("design must be of the dataflow family, but was " + design.family());
    }

    /// Number of stages.
    public int stageCount() {
        return stages.length;
    }

    /// The options of one stage with their costs.
    ///
    /// @param index 0 to `stageCount() - 1`
    public StageOptions stage(int index) {
        StageSpace stage = stages[index];
        return new StageOptions(stage.shape().name(), firstKnob(index), stage.radix(), stage.costs());
    }

    /// What remains of the budget for the stages together, per kind of block; never below 0.
    public ResourceVector stageBudget() {
        return shell.stageBudget();
    }

    /// Cycles between inferences that the way in and out allows at a clock, whatever the stages do.
    ///
    /// @param clock index of the clock's knob
    public long leastIntervalCycles(int clock) {
        return shell.borderCycles(clocksHertz.get(clock));
    }

    private static int firstKnob(int stage) {
        return 1 + stage * StageSpace.KNOBS;
    }
}
