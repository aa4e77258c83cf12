package io.rooftile.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the benchmarks of this package.
public final class Benchmarks {
    private Benchmarks() {}

    /// Runs those whose name matches and prints JMH's table.
    ///
    /// @param models files of quantised models whose inference is measured beside that of a generated network
    /// @param quick one short iteration instead of several long ones
    /// @throws RunnerException when no benchmark matches or one fails
    public static void run(String filter, List<String> models, boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("io\\.rooftile\\.benchmarks\\..*" + filter)
                .param(
                        "model",
                        Stream.concat(Stream.of(InferenceBenchmark.GENERATED), models.stream())
                                .toArray(String[]::new))
                .shouldFailOnError(true)
                .forks(1)
                .warmupIterations(quick ? 1 : 3)
                .warmupTime(TimeValue.seconds(quick ? 1 : 2))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(TimeValue.seconds(quick ? 1 : 2));
        new Runner(options.build()).run();
    }
}
