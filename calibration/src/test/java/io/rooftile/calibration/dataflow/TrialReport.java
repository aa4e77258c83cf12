package io.rooftile.calibration.dataflow;

import io.rooftile.calibration.dataflow.DataflowSimulation.Simulated;
import io.rooftile.calibration.dataflow.Trials.Candidate;
import io.rooftile.costmodel.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// One line of tab-separated values per design that was simulated, at the end of the file that
/// `-Drooftile.results` names.
final class TrialReport {
    private static final String FILE = System.getProperty("rooftile.results", "");
    private static final String NOT_MEASURED = "-";

    private TrialReport() {}

    /// @param pressed the run under back-pressure
    static synchronized void add(Candidate candidate, Simulated free, Simulated pressed) throws IOException {
        if (FILE.isEmpty()) {
            return;
        }
        Replay.Result predicted = candidate.predicted();
        Bottleneck bottleneck = candidate.bottleneck();
        String line = String.join(
                "\t",
                candidate.name(),
                folding(candidate),
                Integer.toString(candidate.vectors().expected().size()),
                Long.toString(free.wordsCompared()),
                Long.toString(free.wordsWrong()),
                Long.toString(pressed.wordsCompared()),
                Long.toString(pressed.wordsWrong()),
                Long.toString(predicted.latencyCycles()),
                Long.toString(free.latencyCycles()),
                Long.toString(predicted.intervalCycles()),
                Long.toString(free.intervalCycles()),
                bottleneck.layer(),
                bottleneck.macs() == 0 ? "none" : bottleneck.bound().word(),
                bottleneck.macs() == 0
                        ? NOT_MEASURED
                        : String.format(Locale.ROOT, "%.4f", bottleneck.efficiency(free.intervalCycles())),
                Long.toString(Math.round(free.cyclesPerSecond())));
        Files.writeString(Path.of(FILE), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// PE and SIMD by stage.
    private static String folding(Candidate candidate) {
        return String.join(
                " ",
                candidate.design().stages().stream()
                        .map(stage -> stage.pe() + "x" + stage.simd())
                        .toList());
    }
}
