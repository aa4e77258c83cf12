package io.rooftile.gui;

import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.gui.data.RunInputs;
import io.rooftile.reports.StoredRun;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// How long the two answers of what-if take for overlays whose clock is turned: a main program that prints figures, not
/// a test. Argument: a run folder.
final class WhatIfBenchmark {
    private static final int TURNS = 10;
    private static final int MOST_DESIGNS = 6;

    private WhatIfBenchmark() {}

    /// An answer and what it took.
    ///
    /// @param wall milliseconds on the wall
    /// @param processor milliseconds of a processor
    private record Timed(double wall, double processor, long latencyCycles) {
        static Timed of(Supplier<Outcome> answer) {
            long start = System.nanoTime();
            long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Outcome outcome = answer.get();
            return new Timed(
                    (System.nanoTime() - start) / 1e6,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e6,
                    outcome.estimate().figures().latencyCycles);
        }
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        StoredRun run = StoredRun.read(Path.of(arguments[0]));
        RunInputs inputs = RunInputs.of(run);
        Network network = inputs.imported().network();
        Target target = inputs.target();
        List<OverlayDesign> overlays = run.designs().stream()
                .map(design -> design.estimate().design())
                .filter(OverlayDesign.class::isInstance)
                .map(OverlayDesign.class::cast)
                .toList();
        int stride = Math.max(1, overlays.size() / MOST_DESIGNS);
        System.out.println("ms of a processor (on the wall): first answer, estimate; latency by the one and the other");
        for (int i = 0; i < overlays.size(); i += stride) {
            OverlayDesign design = overlays.get(i);
            for (int turn = 0; turn < TURNS; turn++) {
                OverlayDesign turned = new OverlayDesign(
                        design.clockHertz() + 1_000_000L * turn,
                        design.array(),
                        design.buffers(),
                        design.numbers(),
                        design.memoryPortBits(),
                        design.cores(),
                        List.of());
                Timed first = Timed.of(() -> OverlayModel.sketch(network, turned, target));
                Timed whole = Timed.of(() -> OverlayModel.estimate(network, turned, target));
                System.out.printf(
                        "%s: %.1f (%.1f), %.1f (%.1f); %.3f%n",
                        design.array(),
                        first.processor(),
                        first.wall(),
                        whole.processor(),
                        whole.wall(),
                        (double) first.latencyCycles() / whole.latencyCycles());
            }
        }
    }
}
