package io.rooftile.cli;

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
            description = "Runs in which words are held back at random on both sides. Default: ${DEFAULT-VALUE}.")
    private int pressures;

    @Mixin
    private final LimitArguments limits = new LimitArguments();

    @Mixin
    private final ThreadArguments threads = new ThreadArguments();

    int rows() {
        Least.require("--rows", rows, 1);
        return rows;
    }

    int pressures() {
        Least.require("--pressures", pressures, 0);
        return pressures;
    }

    int threads() {
        return threads.count();
    }

    HardwareTrial trial() {
        return new HardwareTrial(System.getenv(), threads(), limits.limit(), System::nanoTime);
    }
}
