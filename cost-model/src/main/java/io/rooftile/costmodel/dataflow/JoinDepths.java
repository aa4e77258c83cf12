package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.Pipeline.Inlet;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.core.network.Concat;
import java.util.ArrayList;
import java.util.List;

/// How deep the FIFOs in front of joins must be, whatever the folding is.
///
/// Delay is counted in frames: a stage's output lags its input by its window's lead, by three pixels in
/// work, and by its pipeline registers at the fastest pace that the part allows. A branch must hold what
/// its fork sends while the slowest other branch lags: `(delay of the slowest other branch - delay of the
/// fork) * elements per frame`. What the branch itself delays is not taken off, because at the end of a
/// frame a window delays nothing. As a design's pace is that of its slowest stage, no stage takes longer
/// than the pixels counted for it.
final class JoinDepths {
    /// One pixel collected, one computed, one requantised digit by digit.
    private static final double PIXELS_IN_WORK = 3;

    /// Most registers between a stage's input and output; see [StageModel].
    private static final double PIPELINE_CYCLES = 24;

    private JoinDepths() {}

    /// The joins of all stages.
    static Joins[] of(Pipeline pipeline, ResourceVector budget) {
        double leastInterval = leastIntervalCycles(pipeline, budget);
        int stages = pipeline.stages().size();
        double[] delayFrames = new double[stages];
        int[] dominator = new int[stages];
        int[] depth = new int[stages];
        Joins[] joins = new Joins[stages];
        boolean[] isFollowed = new boolean[stages];
        pipeline.inlets().forEach(inlets -> inlets.stream()
                .filter(inlet -> inlet.source() != Pipeline.HOST)
                .forEach(inlet -> isFollowed[inlet.source()] = true));
        for (int stage = 0; stage < stages; stage++) {
            List<Inlet> inlets = pipeline.inlets().get(stage);
            int fork = inlets.getFirst().source();
            double slowest = 0;
            for (Inlet inlet : inlets) {
                fork = common(fork, inlet.source(), dominator, depth);
                slowest = Math.max(slowest, delay(delayFrames, inlet.source()));
            }
            dominator[stage] = fork;
            depth[stage] = fork == Pipeline.HOST ? 1 : depth[fork] + 1;
            List<Joins.Fifo> fifos =
                    inlets.size() == 1 ? List.of() : join(pipeline, stage, delay(delayFrames, fork), delayFrames);
            joins[stage] = new Joins(fifos, isFollowed[stage], false);
            delayFrames[stage] = slowest + ownDelay(pipeline.stages().get(stage), leastInterval);
        }
        return joins;
    }

    private static List<Joins.Fifo> join(Pipeline pipeline, int stage, double forkFrames, double[] delayFrames) {
        List<Inlet> inlets = pipeline.inlets().get(stage);
        StageShape shape = pipeline.stages().get(stage);
        List<Joins.Fifo> fifos = new ArrayList<>();
        for (int i = 0; i < inlets.size(); i++) {
            double others = forkFrames;
            for (int k = 0; k < inlets.size(); k++) {
                if (k != i) {
                    others = Math.max(others, delay(delayFrames, inlets.get(k).source()));
                }
            }
            long elements = inlets.get(i).elements();
            // What is put behind another input waits for all of that.
            boolean isBehind = shape.layer() instanceof Concat && shape.isLate(i, elements);
            double frames = others - forkFrames + (isBehind ? 1 : 0);
            fifos.add(new Joins.Fifo((long) Math.ceil(frames * elements - 1e-6), elements, 0));
        }
        return fifos;
    }

    /// What no design on the part goes below: a pixel per cycle, and a MAC per cycle of each multiplier it can hold.
    private static double leastIntervalCycles(Pipeline pipeline, ResourceVector budget) {
        double macs = 0;
        double pixels = 1;
        for (StageShape shape : pipeline.stages()) {
            macs += shape.layer().macs();
            pixels = Math.max(pixels, (double) Math.max(shape.inputPixels(), shape.outputPixels()));
        }
        return Math.max(pixels, macs / StageSpace.mostProducts(budget));
    }

    private static double ownDelay(StageShape shape, double leastIntervalCycles) {
        return (shape.fill().leadPixels() - 1 + PIXELS_IN_WORK) / shape.inputPixels()
                + PIPELINE_CYCLES / leastIntervalCycles;
    }

    private static double delay(double[] delayFrames, int source) {
        return source == Pipeline.HOST ? 0 : delayFrames[source];
    }

    /// The last stage that every path to both goes through. Source: Cooper, Harvey and Kennedy, A Simple, Fast
    /// Dominance Algorithm, Rice University TR-06-33870.
    private static int common(int a, int b, int[] dominator, int[] depth) {
        int left = a;
        int right = b;
        while (left != right) {
            if (left == Pipeline.HOST || right == Pipeline.HOST) {
                return Pipeline.HOST;
            }
            if (depth[left] >= depth[right]) {
                left = dominator[left];
            } else {
                right = dominator[right];
            }
        }
        return left;
    }
}
