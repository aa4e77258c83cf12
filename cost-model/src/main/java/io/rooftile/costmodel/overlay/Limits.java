package io.rooftile.costmodel.overlay;

import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that a design can have too little of. Without a list to write to it only sums up by how much, and
/// allocates nothing.
final class Limits {
    /// Whether every task found a tiling in the chosen use of the feature buffer.
    boolean fitsTiles;

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
        ResourceVector budget = compiled.target.budget();
        add("lut", out.lut, budget.lut(), "blocks", "a smaller array or fewer cores");
        add("ff", out.ff, budget.ff(), "blocks", "a smaller array or fewer cores");
        add("dsp", out.dsp, budget.dsp(), "blocks", "a smaller array, DSP packing, power-of-two requantisation");
        add("bram", out.bram, budget.bram(), "blocks", "shallower buffers, a smaller array or fewer cores");
        add("uram", out.uram, budget.uram(), "blocks", "shallower buffers or fewer cores");
        OffChipMemory memory = compiled.target.board().memory();
        if (memory == null) {
            add(
                    "memory",
                    compiled.residency(evaluator.at).peakWords,
                    2L * engine.featureDepthWords,
                    "feature words",
                    "the board has no memory beside the part: deeper feature buffers or a smaller network");
            add(
                    "memory",
                    compiled.allWeightWords(evaluator.at, engine),
                    2L * engine.weightDepthWords,
                    "weight words",
                    "the board has no memory beside the part: deeper weight buffers, fewer weight bits or a smaller"
                            + " network");
        } else {
            add("memory port", engine.portBits, memory.portBits(), "bits", "a port no wider than the board's");
            if (!fitsTiles) {
                checkTiles(evaluator, compiled);
            }
        }
        out.violation = sum;
        found = null;
    }

    private void checkTiles(Evaluator evaluator, Compiled compiled) {
        Engine engine = evaluator.engine;
        long features = 0;
        long weights = 0;
        for (ShapeTables tables : compiled.shapes) {
            features = Math.max(features, evaluator.search().leastFeatureWords(engine, tables, evaluator.at));
            weights = Math.max(weights, evaluator.search().leastWeightWords(engine, tables, evaluator.at));
        }
        add("feature buffer", features, engine.featureDepthWords, "words", "a deeper feature buffer");
        if (!evaluator.areWeightsResident) {
            add("weight buffer", weights, engine.weightDepthWords, "words", "a deeper weight buffer");
        }
        // A given tiling may fail where the smallest one fits; whoever gave it is told.
        if (sum == 0 && evaluator.given == null) {
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
