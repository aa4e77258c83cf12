package io.rooftile.costmodel.overlay;

import io.rooftile.core.device.DspBlock;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Violation;
import io.rooftile.costmodel.overlay.Workload.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a design can have too little of. Without a list to write to it only sums up by how much, and
/// allocates nothing.
final class Limits {
    private static final int MOST_DATA_BITS = 8;
    private static final int MOST_WEIGHT_BITS = 9;
    private static final int MOST_FEATURE_WORDS = 1 << 15;

    /// A logic cell holds a LUT and the flip-flop behind it; most flip-flops of a small engine, its registers,
    /// have no LUT. Source: nextpnr-ice40 0.4, 4561 cells of 3420 LUTs and 1897 flip-flops.
    private static final double LONE_FF_FRACTION = 0.6;

    /// Share of an iCE40's cells that are placed and routed at the oscillator's clock.
    private static final double PLACED_FRACTION = 0.91;

    /// How much longer a program may be than its estimate, as a share of all memory.
    private static final int PROGRAM_SHARE = 20;

    private @Nullable List<Violation> found;
    private double sum;

    /// Writes the sum of `demand / limit - 1` over all exceeded limits.
    void check(Evaluator evaluator, Compiled compiled, Figures out) {
        check(evaluator, compiled, out, null);
    }

    /// Writes the sum and lists what is exceeded, with what would help.
    void check(Evaluator evaluator, Compiled compiled, Figures out, @Nullable List<Violation> violations) {
        found = violations;
        sum = 0;
        Engine engine = evaluator.engine;
        checkLayers(compiled.workload.faults());
        ResourceVector budget = compiled.target.budget();
        add("lut", out.lut, budget.lut(), "blocks", "a smaller array or fewer cores");
        add("ff", out.ff, budget.ff(), "blocks", "a smaller array or fewer cores");
        add("dsp", out.dsp, budget.dsp(), "blocks", "a smaller array or fewer cores");
        add("bram", out.bram, budget.bram(), "blocks", "shallower buffers, a smaller array or fewer cores");
        add("uram", out.uram, budget.uram(), "blocks", "shallower buffers or fewer cores");
        add("data width", engine.dataBits, MOST_DATA_BITS, "bits", "activations of at most 8 bits");
        add("weight width", engine.weightBits, MOST_WEIGHT_BITS, "bits", "weights of at most 8 bits");
        add("feature depth", engine.featureDepthWords, MOST_FEATURE_WORDS, "words", "a shallower feature buffer");
        if (engine.isPacked) {
            add("pixels of a pair", 2, engine.pp, "pixels at once", "PP of at least 2, or no DSP packing");
            DspBlock dsp = compiled.target.board().part().blocks().dsp();
            int widest = dsp == null ? 0 : dsp.wideBits();
            add("operand of a pair", engine.pairBits(), widest, "bits", "fewer bits, or no DSP packing");
        }
        EngineMemory memory = engine.memory();
        add("memory port", engine.portBits, memory.portBits(), "bits", "a port no wider than the memory's");
        if (memory.isOnChip()) {
            add(
                    "memory",
                    evaluator.memoryBytes() + evaluator.memoryBytes() / PROGRAM_SHARE,
                    memory.sizeBytes(),
                    "bytes",
                    "a smaller network or a board with memory");
            add(
                    "logic cells",
                    (long) Math.ceil(out.lut + LONE_FF_FRACTION * out.ff),
                    (long) (PLACED_FRACTION
                            * compiled.target.board().available().lut()),
                    "cells",
                    "a smaller array or shallower buffers");
            add("pixels at once", engine.pp, 1, "pixels", "a small engine's one pixel at a time");
            add("cores", engine.cores, 1, "cores", "one core at the part's own memory");
        }
        if (!memory.isThere()) {
            add(
                    "memory",
                    evaluator.memoryBytes(),
                    0,
                    "bytes",
                    "a board with memory beside the part, or a dataflow design");
        }
        if (!evaluator.fitsTiles) {
            checkTiles(evaluator, compiled);
        }
        out.violation = sum;
        found = null;
    }

    private void checkLayers(List<Fault> faults) {
        // By index: an iterator would be an allocation in each evaluation.
        for (int i = 0; i < faults.size(); i++) {
            sum++;
            List<Violation> list = found;
            if (list != null) {
                Fault fault = faults.get(i);
                list.add(new Violation(
                        "hardware for " + fault.layer() + " (" + fault.type() + ": " + fault.reason() + ")",
                        1,
                        0,
                        "layers",
                        fault.lever()));
            }
        }
    }

    private void checkTiles(Evaluator evaluator, Compiled compiled) {
        Engine engine = evaluator.engine;
        long features = 0;
        long weights = 0;
        long outputs = 0;
        TilingSearch search = evaluator.search();
        for (int task = 0; task < compiled.tasks(); task++) {
            TaskKind kind = evaluator.kindOf(task);
            features = Math.max(features, search.leastFeatureWords(engine, kind, evaluator.at));
            weights = Math.max(weights, search.leastWeightWords(engine, kind, evaluator.at));
            outputs = Math.max(outputs, search.leastBankWords(engine, kind, evaluator.at));
        }
        double before = sum;
        add("feature buffer", features, engine.featureDepthWords, "words", "a deeper feature buffer");
        add("weight buffer", weights, engine.weightDepthWords, "words", "a deeper weight buffer");
        add("output buffer", outputs, engine.outputDepthWords, "words", "a deeper output buffer");
        // A given tiling may fail where the smallest one fits; whoever gave it is told.
        if (sum == before && evaluator.given == null) {
            throw new IllegalStateException("no tiling fits, but the smallest one does");
        }
    }

    private void add(String resource, long demand, long limit, String unit, String lever) {
        if (demand <= limit) {
            return;
        }
        sum += limit == 0 ? demand : (double) demand / limit - 1;
        List<Violation> list = found;
        if (list != null) {
            list.add(new Violation(resource, demand, limit, unit, lever));
        }
    }
}
