package io.rooftile.cli;

import io.rooftile.benchmarks.Benchmarks;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.quantization.integer.IntegerNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rooftile bench`: how fast cost models, integer inference and the overlay's compiler are on this machine.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures with JMH how many designs of ResNet-50 both cost models estimate per second, and how many",
            "multiply-accumulates per second integer inference does, and in how many seconds a network of",
            "ResNet-50's size becomes an overlay's program."
        },
        footer = {
            "",
            "One thread. Cost models: cold, with the memo of layers costed before, and so on the designs that a",
            "search visits.",
            "Inference: one row and many rows at once."
        })
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--filter",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Run only the benchmarks whose name matches. Default: all.")
    @SuppressWarnings("NullAway.Init")
    private String filter;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Measure this quantised model's inference too; may be given more than once.")
    private final List<Path> models = new ArrayList<>();

    @Option(names = "--quick", description = "One short iteration, for a first impression.")
    private boolean quick;

    @Override
    public Integer call() throws RunnerException {
        models.forEach(BenchCommand::requireInteger);
        Benchmarks.run(filter, models.stream().map(Path::toString).toList(), quick);
        return Rooftile.DONE;
    }

    /// Says what is wrong with a model in one line, before JMH would in many.
    private static void requireInteger(Path model) {
        Network network =
                ModelArguments.require(model.toString(), ImportOptions.NONE).network();
        IntegerNetwork.of(network, Requantisation.EXACT);
    }
}
