package io.rooftile.cli;

import io.rooftile.cli.HardwareTrial.Level;
import io.rooftile.cli.RunArguments.Run;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.OverlayDesign;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The arguments of every command that tries hardware.
final class TrialArguments {
    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10",
            description = {
                "Rows that go through: the first of the run's --data, else random ones.",
                "Two and more show the interval. Default: ${DEFAULT-VALUE}."
            })
    private int rows;

    @Option(
            names = "--pressures",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Runs in which words are held back at random on both sides, or the channels of an overlay's memory",
                "wait at random. Default: ${DEFAULT-VALUE}."
            })
    private int pressures;

    @Mixin
    private final LimitArguments limits = new LimitArguments();

    @Mixin
    private final ThreadArguments threads = new ThreadArguments();

    private int rows() {
        Least.require("--rows", rows, 1);
        return rows;
    }

    private int pressures() {
        Least.require("--pressures", pressures, 0);
        return pressures;
    }

    private int threads() {
        return threads.count();
    }

    /// A simulation of designs of either family, its arguments checked.
    Trial simulation() {
        return new Trial(rows(), pressures(), limits.limit(), Optional.empty());
    }

    /// The same, and what the design takes in hardware.
    ///
    /// @param feedback receives it
    Trial validation(PlacementArguments placement, Optional<FeedbackFile> feedback) {
        Duration limit = limits.limit();
        HardwareSynthesis synthesis = new HardwareSynthesis(System.getenv(), placement.limits(limit));
        return new Trial(rows(), pressures(), limit, Optional.of(new Measuring(synthesis, feedback)));
    }

    /// What measures hardware, and where that is kept.
    private record Measuring(HardwareSynthesis synthesis, Optional<FeedbackFile> feedback) {
        void keep(HardwareDesign design, TrialReport report) {
            feedback.ifPresent(file -> report.measured().ifPresent(measured -> file.add(design, measured, synthesis)));
        }
    }

    /// What is tried, and with what.
    final class Trial {
        private final int rowCount;
        private final int pressureCount;
        private final HardwareTrial pipelines;
        private final OverlayTrial overlays;
        private final Optional<Measuring> measuring;

        private Trial(int rowCount, int pressureCount, Duration limit, Optional<Measuring> measuring) {
            Optional<HardwareSynthesis> synthesis = measuring.map(Measuring::synthesis);
            this.measuring = measuring;
            this.rowCount = rowCount;
            this.pressureCount = pressureCount;
            this.pipelines = new HardwareTrial(System.getenv(), threads(), limit, synthesis, System::nanoTime);
            this.overlays = new OverlayTrial(System.getenv(), threads(), limit, synthesis, System::nanoTime);
        }

        /// Generates a design of a run and tries it.
        ///
        /// @throws UserInputException when there is no hardware for it
        TrialReport run(Run run, String id, Level level) throws IOException {
            DesignFile given = DesignFile.read(HardwareDesign.file(run, id));
            return switch (given.design()) {
                case DataflowDesign _ -> {
                    HardwareDesign design = HardwareDesign.of(run, id, threads());
                    TrialReport report = pipelines.run(design, level, rowCount, pressureCount, threads());
                    measuring.ifPresent(to -> to.keep(design, report));
                    yield report;
                }
                case OverlayDesign overlay -> {
                    measuring.flatMap(Measuring::feedback).ifPresent(file -> file.leaveOut(id));
                    yield overlays.run(
                            OverlayHardware.of(run, id, given, overlay, threads()),
                            level,
                            rowCount,
                            pressureCount,
                            threads());
                }
            };
        }
    }
}
