package io.rooftile.costmodel.dataflow;

import io.rooftile.core.dataflow.Pipeline;
import io.rooftile.core.dataflow.Pipeline.Inlet;
import io.rooftile.costmodel.dataflow.StageCost.Timing;
import java.util.List;

/// A bound on when things happen in a pipeline that handles one inference alone.
///
/// The `n`th pixel of a stream (1, 2, ...) is complete by cycle `min(start + step * n, last)`. A server that needs
/// `lead + rate * j` of them for result `j` (0, 1, ...) and then takes `service` cycles has a bound of the same form:
/// `step' = max(service, step * rate)`, `start' = start + step * lead + service - step'`, and `last'` is the later of
/// what the first result and what the last input holds up. Each stage is two servers: one collects its input, one
/// computes. It is the arrival and service curve argument of network calculus.
///
/// Source: J.-Y. Le Boudec and P. Thiran, Network Calculus, LNCS 2050, 10.1007/3-540-45318-0.
///
/// Reused from evaluation to evaluation; not for several threads at once.
final class Latency {
    /// Inlets of stage `i` are `firstInlet[i]` to `firstInlet[i + 1] - 1`.
    private final int[] firstInlet;

    private final int[] source;
    private final boolean[] isLate;
    private final double[] sourcePixels;
    private final double[] start;
    private final double[] step;
    private final double[] last;

    private double s;
    private double d;
    private double l;
    private double latest;

    Latency(Pipeline pipeline) {
        int stages = pipeline.stages().size();
        int inlets = pipeline.inlets().stream().mapToInt(List::size).sum();
        this.firstInlet = new int[stages + 1];
        this.source = new int[inlets];
        this.isLate = new boolean[inlets];
        this.sourcePixels = new double[inlets];
        int next = 0;
        for (int stage = 0; stage < stages; stage++) {
            List<Inlet> ofStage = pipeline.inlets().get(stage);
            for (int i = 0; i < ofStage.size(); i++, next++) {
                int from = ofStage.get(i).source();
                source[next] = from;
                isLate[next] =
                        pipeline.stages().get(stage).isLate(i, ofStage.get(i).elements());
                sourcePixels[next] =
                        from == Pipeline.HOST ? 0 : pipeline.stages().get(from).outputPixels();
            }
            firstInlet[stage + 1] = next;
        }
        this.start = new double[stages];
        this.step = new double[stages];
        this.last = new double[stages];
    }

    /// Follows one stage; all stages before it must have been followed, from the first on.
    void follow(int stage, Timing timing) {
        latest = stage == 0 ? 0 : latest;
        arrive(stage, timing);
        serve(1, 1, timing.unitCycles(), timing.units());
        serve(timing.lead(), timing.rate(), timing.pixelCycles(), timing.pixels());
        start[stage] = s + timing.delayCycles();
        step[stage] = d;
        last[stage] = l + timing.delayCycles();
        latest = Math.max(latest, last[stage]);
    }

    /// Cycle at which the last output of all is there.
    long cycles() {
        return (long) Math.ceil(latest - 1e-6);
    }

    private void arrive(int stage, Timing timing) {
        s = 0;
        d = 0;
        l = 0;
        for (int i = firstInlet[stage]; i < firstInlet[stage + 1]; i++) {
            int from = source[i];
            if (from == Pipeline.HOST) {
                continue;
            }
            l = Math.max(l, last[from]);
            if (isLate[i]) {
                s = Math.max(s, last[from]);
                continue;
            }
            double ratio = sourcePixels[i] / timing.units();
            // A unit smaller than the producer's pixel may be the first of a pixel that comes as a whole.
            s = Math.max(s, start[from] + (ratio < 1 ? step[from] : 0));
            d = Math.max(d, step[from] * ratio);
        }
    }

    private void serve(double lead, double rate, double service, long results) {
        double ready = s + d * lead;
        double pace = d * rate;
        // Held up from the first result on, or by the last input: the results still to come when it is there.
        double first = Math.min(ready, l) + results * service;
        double crossing = pace > 0 ? Math.clamp((l - ready) / pace, 0, results - 1.0) : 0;
        double end = Math.min(ready + pace * crossing, l) + (results - crossing) * service;
        l = Math.max(first, end);
        double next = Math.max(service, pace);
        s = ready + service - next;
        d = next;
    }
}
