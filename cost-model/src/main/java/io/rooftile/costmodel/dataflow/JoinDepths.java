package io.rooftile.costmodel.dataflow;

import io.rooftile.core.network.Concat;
import io.rooftile.costmodel.dataflow.Pipeline.Inlet;
import java.util.ArrayList;
import java.util.List;

/// How deep the FIFOs in front of joins must be, whatever the folding is.
///
/// Delay is counted in frames: a stage's output lags its input by its window's lead and by pixels in flight, over the
/// pixels of a frame. A branch must hold what its fork sends while the slowest other branch lags:
/// `(delay of the slowest other branch - delay of the fork) * elements per frame`. What the branch itself delays is not
/// taken off, because at the end of a frame a window delays nothing. As the design's pace is the slowest stage's, a
/// stage's cycles never exceed the pixels in flight that are counted for it.
final class JoinDepths {
    /// Pixels on their way through one stage: one collected, one computed, two in pipeline registers.
    private static final double IN_FLIGHT_PIXELS = 4;

    /// A stage holds at most the frame it collects and the one it computes.
    private static final double IN_FLIGHT_FRAMES = 2;

    private JoinDepths() {}

    /// The joins of all stages; [Joins#NONE] for a stage with one input.
    static Joins[] of(Pipeline pipeline) {
        int stages = pipeline.stages().size();
        double[] delayFrames = new double[stages];
        int[] dominator = new int[stages];
        int[] depth = new int[stages];
        Joins[] joins = new Joins[stages];
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
            joins[stage] =
                    inlets.size() == 1 ? Joins.NONE : join(pipeline, stage, delay(delayFrames, fork), delayFrames);
            delayFrames[stage] = slowest + ownDelay(pipeline.stages().get(stage));
        }
        return joins;
    }

    private static Joins join(Pipeline pipeline, int stage, double forkFrames, double[] delayFrames) {
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
            fifos.add(new Joins.Fifo((long) Math.ceil(frames * elements), elements));
        }
        return new Joins(fifos);
    }

    private static double ownDelay(StageShape shape) {
        double pixels = shape.inputPixels();
        return (shape.fill().leadPixels() - 1) / pixels + Math.min(IN_FLIGHT_PIXELS / pixels, IN_FLIGHT_FRAMES);
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
