package io.rooftile.cli;

import io.rooftile.benchmarks.Benchmarks;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rooftile bench`: how fast the cost models are on this machine.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how many designs of ResNet-50 both cost models estimate per second, with JMH.",
        footer = {
            "",
            "One thread; cold, with the memo of layers costed before, and so on the designs that a search visits."
        })
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--filter",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Run only the benchmarks whose name matches. Default: all.")
    @SuppressWarnings("NullAway.Init")
    private String filter;

    @Option(names = "--quick", description = "One short iteration, for a first impression.")
    private boolean quick;

    @Override
    public Integer call() throws RunnerException {
        Benchmarks.run(filter, quick);
        return Rooftile.DONE;
    }
}
