package io.rooftile.reports;

import io.rooftile.core.design.Family;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.Resource;
import io.rooftile.core.network.Layer;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.dse.Contest;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.Objective;
import io.rooftile.dse.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The best design of each family, side by side.
///
/// @param objective by which they are the best
record ComparedDesigns(
        Exploration exploration, Objective objective, Optional<FrontDesign> overlay, Optional<FrontDesign> dataflow) {
    private static final int FULL_PERCENT = 100;

    /// The best by the first objective of the search.
    static ComparedDesigns of(Exploration exploration) {
        Objective objective = exploration.settings().objectives().getFirst();
        Contest contest = Contest.of(objective, exploration);
        return new ComparedDesigns(
                exploration, objective, best(contest, Family.OVERLAY), best(contest, Family.DATAFLOW));
    }

    private static Optional<FrontDesign> best(Contest contest, Family family) {
        return contest.best().stream()
                .filter(design -> design.family() == family)
                .findFirst();
    }

    List<ReportPage.Bars> bars() {
        return Stream.concat(overlay.stream(), dataflow.stream())
                .map(design -> new ReportPage.Bars(
                        design.id(),
                        design.family().word(),
                        Usage.of(design.estimate(), exploration.target()).stream()
                                .map(this::bar)
                                .toList()))
                .toList();
    }

    private ReportPage.Bar bar(Usage usage) {
        return new ReportPage.Bar(
                usage.resource().word(),
                block(usage.resource()),
                Quantity.count(usage.used()),
                Quantity.count(usage.budget()),
                Quantity.count(usage.available()),
                Quantity.percent(usage.fraction()),
                length(usage.fraction()),
                length(usage.budgetFraction()),
                usage.used() > usage.budget() ? "over" : "");
    }

    private static String length(double fraction) {
        return SvgGraphics.decimal(Math.min(FULL_PERCENT, fraction * FULL_PERCENT));
    }

    private String block(Resource resource) {
        var blocks = exploration.target().board().part().blocks();
        return switch (resource) {
            case LUT -> blocks.logic().lutInputs() + "-input LUT";
            case FF -> "flip-flop";
            case DSP -> blocks.dsp() == null ? "" : blocks.dsp().name();
            case BRAM -> blocks.bram().name();
            case URAM -> blocks.uram() == null ? "" : blocks.uram().name();
        };
    }

    ReportPage.Comparison comparison() {
        return new ReportPage.Comparison(
                "The best design of each family by " + objective.word()
                        + "; designs that are best by other objectives are named in the verdict.",
                overlay.map(FrontDesign::id).orElse("none"),
                dataflow.map(FrontDesign::id).orElse("none"),
                lines(),
                layers());
    }

    private List<ReportPage.Line> lines() {
        List<ReportPage.Line> lines = new ArrayList<>();
        lines.add(
                line("Latency of one inference", "ms", f -> Quantity.column(f.latencyMilliseconds()), "latencyCycles"));
        lines.add(line("Latency of one inference", "cycles", f -> Quantity.count(f.latencyCycles), "latencyCycles"));
        lines.add(
                line("Interval between inferences", "cycles", f -> Quantity.count(f.intervalCycles), "intervalCycles"));
        lines.add(line("Throughput", "inferences/s", f -> Quantity.column(f.throughputPerSecond()), "intervalCycles"));
        lines.add(line("Clock", "MHz", f -> Quantity.plain(f.clockHertz / 1e6), "clockHertz"));
        for (Resource resource : Resource.values()) {
            if (exploration.target().board().available().get(resource) > 0) {
                lines.add(line(
                        resource.word().toUpperCase(Locale.ROOT),
                        "blocks",
                        f -> Quantity.count(f.resources().get(resource)),
                        resource.word()));
            }
        }
        lines.add(line("Power at full throughput", "mW", f -> Quantity.column(f.powerMilliwatts), "powerMilliwatts"));
        lines.add(line("Energy per inference", "mJ", f -> Quantity.column(f.energyMillijoules), "energyMillijoules"));
        lines.add(line("Off chip per inference", "bytes", f -> Quantity.count(f.offChipBytes), "offChipBytes"));
        exploration
                .accuracy()
                .ifPresent(accuracy ->
                        lines.add(line("Accuracy", accuracy.unit(), f -> Quantity.column(f.accuracy), "accuracy")));
        return lines;
    }

    private ReportPage.Line line(String figure, String unit, Function<Figures, String> text, String basis) {
        return new ReportPage.Line(figure, unit, value(overlay, text, basis), value(dataflow, text, basis));
    }

    private static ReportPage.Value value(Optional<FrontDesign> design, Function<Figures, String> text, String figure) {
        return design.map(one -> new ReportPage.Value(
                        text.apply(one.estimate().figures()),
                        basis(one.estimate().basis().get(figure))))
                .orElse(ReportPage.Value.ABSENT);
    }

    private static String basis(@Nullable Basis basis) {
        return basis == null ? "not stated" : basis.name().toLowerCase(Locale.ROOT);
    }

    /// Layers in the network's order, then what a design adds of its own.
    private List<ReportPage.LayerLine> layers() {
        Map<String, LayerEstimate> onOverlay = byName(overlay);
        Map<String, LayerEstimate> onDataflow = byName(dataflow);
        Map<String, String> types = new LinkedHashMap<>();
        for (Layer layer : exploration.network().layers()) {
            if (onOverlay.containsKey(layer.name()) || onDataflow.containsKey(layer.name())) {
                types.put(layer.name(), layer.typeName());
            }
        }
        onOverlay.forEach((name, layer) -> types.putIfAbsent(name, layer.type()));
        onDataflow.forEach((name, layer) -> types.putIfAbsent(name, layer.type()));
        List<ReportPage.LayerLine> lines = new ArrayList<>();
        types.forEach((name, type) -> {
            Optional<LayerEstimate> first = Optional.ofNullable(onOverlay.get(name));
            Optional<LayerEstimate> second = Optional.ofNullable(onDataflow.get(name));
            long macs = first.or(() -> second).map(layer -> layer.work().macs()).orElse(0L);
            lines.add(new ReportPage.LayerLine(name, type, Quantity.count(macs), cells(first), cells(second)));
        });
        return lines;
    }

    private static Map<String, LayerEstimate> byName(Optional<FrontDesign> design) {
        Map<String, LayerEstimate> byName = new LinkedHashMap<>();
        design.ifPresent(one -> one.estimate().layers().forEach(layer -> byName.put(layer.layer(), layer)));
        return byName;
    }

    private static ReportPage.LayerCells cells(Optional<LayerEstimate> layer) {
        return layer.map(one -> new ReportPage.LayerCells(
                        one.mapping(),
                        Quantity.count(one.work().cycles()),
                        one.work().bound().word(),
                        one.work().macs() == 0
                                ? ""
                                : Quantity.percent(one.work().efficiencyFraction()),
                        Quantity.count(one.work().offChipBytes())))
                .orElse(ReportPage.LayerCells.ABSENT);
    }
}
