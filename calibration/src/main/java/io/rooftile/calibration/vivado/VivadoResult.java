package io.rooftile.calibration.vivado;

import io.rooftile.calibration.vivado.TimingReport.Clock;
import io.rooftile.core.device.ResourceVector;
import java.nio.file.Path;
import java.util.List;

/// What Vivado made of a project.
///
/// @param resources of the whole, block RAM in 18 Kb halves
/// @param clocks that it timed; at least one
public record VivadoResult(ResourceVector resources, List<Clock> clocks) {
    public VivadoResult {
        clocks = List.copyOf(clocks);
    }

    /// Reads the reports that a project's script made Vivado write.
    ///
    /// @param folder where it ran
    /// @throws io.rooftile.core.UserInputException when a report is not there, of another design or part, or of an
    ///     unknown form
    public static VivadoResult read(VivadoProject project, Path folder) {
        Path utilisation = folder.resolve(project.stage().utilisationReport());
        Path timing = folder.resolve(project.stage().timingReport());
        for (Path report : List.of(utilisation, timing)) {
            ReportText.requireOf(report, project.design().topModule(), project.part());
        }
        return new VivadoResult(UtilisationReport.read(utilisation), TimingReport.read(timing));
    }

    /// Whether the design runs at the clock that was asked for.
    public boolean meetsClock() {
        return clocks.stream().allMatch(Clock::isMet);
    }
}
