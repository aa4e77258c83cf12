package io.rooftile.costmodel.dataflow;

import io.rooftile.costmodel.dataflow.Pipeline.Inlet;
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
    private final Pipeline pipeline;
    private final double[] start;
    private final double[] step;
    private final double[] last;

    private double s;
    private double d;
    private double l;

    Latency(Pipeline pipeline) {
        this.pipeline = pipeline;
        int stages = pipeline.stages().size();
        this.start = new double[stages];
        this.step = new double[stages];
        this.last = new double[stages];
    }

    /// Follows one stage; all stages before it must have been followed.
    void follow(int stage, Timing timing) {
        arrive(stage, timing);
        serve(1, 1, timing.unitCycles(), timing.units());
        serve(timing.lead(), timing.rate(), timing.pixelCycles(), timing.pixels());
        start[stage] = s + timing.delayCycles();
        step[stage] = d;
        last[stage] = l + timing.delayCycles();
    }

    /// Cycle at which the last stage's last output is there.
    long cycles() {
        double latest = 0;
        for (double value : last) {
            latest = Math.max(latest, value);
        }
        return (long) Math.ceil(latest - 1e-6);
    }

    private void arrive(int stage, Timing timing) {
        List<Inlet> inlets = pipeline.inlets().get(stage);
        StageShape shape = pipeline.stages().get(stage);
        s = 0;
        d = 0;
        l = 0;
        for (int i = 0; i < inlets.size(); i++) {
            int source = inlets.get(i).source();
            if (source == Pipeline.HOST) {
                continue;
            }
            l = Math.max(l, last[source]);
            if (shape.isLate(i, inlets.get(i).elements())) {
                s = Math.max(s, last[source]);
                continue;
            }
            double ratio = (double) pipeline.stages().get(source).outputPixels() / timing.units();
            // A unit smaller than the producer's pixel may be the first of a pixel that comes as a whole.
            s = Math.max(s, start[source] + (ratio < 1 ? step[source] : 0));
            d = Math.max(d, step[source] * ratio);
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
