package io.rooftile.calibration.overlay;

import io.rooftile.calibration.overlay.NamedOverlayTest.Run;
import io.rooftile.calibration.overlay.OverlaySimulation.Simulated;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.rtl.overlay.OverlayProgram;
import io.rooftile.rtl.overlay.replay.EngineReplay;
import io.rooftile.rtl.overlay.replay.MemoryTiming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// One line of tab-separated values per run that was simulated, at the end of the file that
/// `-Drooftile.results` names.
final class OverlayRuns {
    private static final String FILE = System.getProperty("rooftile.results", "");

    private OverlayRuns() {}

    /// A program that was replayed and simulated.
    record Ran(OverlayProgram program, EngineReplay.Result replayed, Simulated simulated) {
        long cycles() {
            return simulated.cycles().getFirst();
        }
    }

    /// @param kept with all maps, to be compared
    /// @param timed as it is generated
    static synchronized void add(Run run, MemoryTiming timing, Network network, Estimate estimate, Ran kept, Ran timed)
            throws IOException {
        long cycles = timed.cycles();
        boolean isReplayed =
                kept.replayed().cycles() == kept.cycles() && timed.replayed().cycles() == cycles;
        long multipliers = run.shape().design().array().macsPerCycle();
        String line = String.join(
                "\t",
                run.model().substring(0, run.model().lastIndexOf('/')),
                "%dx%dx%d"
                        .formatted(
                                run.shape().pp(), run.shape().icp(), run.shape().ocp()),
                Integer.toString(timing.latencyCycles()),
                String.format(Locale.ROOT, "%.2f", timing.beatsPer256Cycles() / 256.0),
                Long.toString(
                        kept.simulated().wordsCompared() + timed.simulated().wordsCompared()),
                Long.toString(kept.simulated().wordsWrong() + timed.simulated().wordsWrong()),
                Long.toString(estimate.figures().latencyCycles),
                Long.toString(timed.replayed().cycles()),
                Long.toString(cycles),
                isReplayed ? "yes" : "no",
                percent((double) estimate.figures().latencyCycles / cycles - 1),
                percent(LayerTimes.worstError(estimate, LayerTimes.of(estimate, timed.program(), timed.replayed()))),
                String.format(Locale.ROOT, "%.3f", (double) network.macs() / multipliers / cycles),
                Long.toString(Math.round(kept.simulated().cyclesPerSecond())));
        System.out.println(line);
        if (!FILE.isEmpty()) {
            Files.writeString(Path.of(FILE), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String percent(double error) {
        return String.format(Locale.ROOT, "%+.2f", 100 * error);
    }
}
