package io.rooftile.cli;

import io.rooftile.cli.HardwareSynthesis.Limits;
import java.time.Duration;
import picocli.CommandLine.Option;

/// The argument that says how long placements may take.
final class PlacementArguments {
    @Option(
            names = "--placement-seconds",
            paramLabel = "T",
            defaultValue = "300",
            description = "The most that one placement may take, of up to three. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    /// @param mapping how long each run of Yosys may take
    Limits limits(Duration mapping) {
        return new Limits(mapping, LimitArguments.duration("--placement-seconds", seconds));
    }
}
