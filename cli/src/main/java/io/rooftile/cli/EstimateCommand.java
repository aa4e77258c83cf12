package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.design.Design;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Violation;
import io.rooftile.quantization.accuracy.AccuracyMeter;
import io.rooftile.quantization.accuracy.Metric;
import io.rooftile.quantization.accuracy.Samples;
import io.rooftile.reports.ResultJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile estimate`: one design point, layer by layer.
@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Estimates one design of a model on a board, layer by layer. With --data the accuracy in the design's numbers is",
            "measured, with its bits and its requantisation."
        },
        footer = {"", "Exit codes: 0 the design fits, 1 it does not, 2 bad usage or bad input."})
final class EstimateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ModelArguments model = new ModelArguments();

    @Mixin
    private final TargetArguments target = new TargetArguments();

    @Mixin
    private final DataArguments data = new DataArguments();

    @Option(
            names = "--design",
            required = true,
            paramLabel = "FILE",
            description = "A design as in a run folder's designs/*.yaml.")
    @SuppressWarnings("NullAway.Init")
    private Path designFile;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        DesignFile file = DesignFile.read(designFile);
        Network network =
                data.isGiven() ? model.requireWeights() : model.require().network();
        Outcome outcome = file.estimate(network, target.target());
        Optional<DesignAccuracy> accuracy =
                data.isGiven() ? Optional.of(file.legal(() -> accuracy(network, file.design()))) : Optional.empty();
        Estimate estimate = accuracy.map(measured -> outcome.estimate()
                        .withAccuracy(measured.value(), measured.metric().basis()))
                .orElse(outcome.estimate());
        List<Violation> violations =
                switch (outcome) {
                    case Outcome.Feasible _ -> List.of();
                    case Outcome.Infeasible infeasible -> infeasible.violations();
                };
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = ResultJson.estimate(estimate);
            node.put("feasible", violations.isEmpty());
            ResultJson.violations(node, violations);
            accuracy.ifPresent(measured -> node.put("metric", measured.metric().word()));
            out.println(Json.text(node));
        } else {
            print(out, estimate, accuracy, violations);
        }
        return violations.isEmpty() ? Rooftile.DONE : Rooftile.FAILED;
    }

    private DesignAccuracy accuracy(Network network, Design design) {
        Samples samples = data.read(AccuracyMeter.scores(network));
        return DesignAccuracy.of(network, design, samples, Runtime.getRuntime().availableProcessors());
    }

    private static void print(
            PrintWriter out, Estimate estimate, Optional<DesignAccuracy> accuracy, List<Violation> violations) {
        Figures figures = estimate.figures();
        TextTable layers = new TextTable(
                "layer", "type", "mapping", "MACs", "cycles", "bound", "off-chip bytes", "LUT", "DSP", "BRAM");
        for (LayerEstimate layer : estimate.layers()) {
            layers.row(
                    layer.layer(),
                    layer.type(),
                    layer.mapping(),
                    layer.work().macs(),
                    layer.work().cycles(),
                    layer.work().bound().word(),
                    layer.work().offChipBytes(),
                    layer.resources().lut(),
                    layer.resources().dsp(),
                    layer.resources().bram());
        }
        layers.print(out);
        out.println();
        TextTable whole = new TextTable("figure", "estimate", "unit");
        whole.row("latency", figures.latencyCycles, "cycles");
        whole.row("latency", Numbers.short3(figures.latencyMilliseconds()), "ms");
        whole.row("initiation interval", figures.intervalCycles, "cycles per inference");
        whole.row("throughput", Numbers.short3(figures.throughputPerSecond()), "inferences/s");
        whole.row("clock", Numbers.short3(figures.clockHertz / 1e6), "MHz");
        if (figures.fmaxHertz > 0) {
            whole.row("reachable clock", Numbers.short3(figures.fmaxHertz / 1e6), "MHz");
            whole.row(
                    "reachable clock, 90 % of designs",
                    Numbers.short3(figures.fmaxLowHertz / 1e6) + " to " + Numbers.short3(figures.fmaxHighHertz / 1e6),
                    "MHz");
        }
        whole.row("lut", figures.lut, "blocks");
        if (figures.hasIntervals()) {
            whole.row("lut, 90 % of designs", figures.lutLow + " to " + figures.lutHigh, "blocks");
        }
        whole.row("ff", figures.ff, "blocks");
        if (figures.hasIntervals()) {
            whole.row("ff, 90 % of designs", figures.ffLow + " to " + figures.ffHigh, "blocks");
        }
        whole.row("dsp", figures.dsp, "blocks");
        whole.row("bram", figures.bram, "blocks");
        whole.row("uram", figures.uram, "blocks");
        whole.row("off-chip traffic", figures.offChipBytes, "bytes per inference");
        whole.row("power", Numbers.short3(figures.powerMilliwatts), "mW");
        whole.row("energy", Numbers.short3(figures.energyMillijoules), "mJ per inference");
        accuracy.ifPresent(measured -> whole.row(
                measured.metric() == Metric.SQNR ? "accuracy (a ratio stands in)" : "accuracy (measured)",
                String.format(Locale.ROOT, "%.4f", measured.value()),
                measured.metric().word() + " (" + measured.metric().unit() + ")"));
        whole.print(out);
        out.println("coefficient set " + estimate.coefficientSet());
        for (Violation violation : violations) {
            out.printf(
                    "does not fit: %s needs %s %s of %s; %s%n",
                    violation.resource(),
                    Numbers.short3(violation.demand()),
                    violation.unit(),
                    Numbers.short3(violation.limit()),
                    violation.lever());
        }
    }
}
