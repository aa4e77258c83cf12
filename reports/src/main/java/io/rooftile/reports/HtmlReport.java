package io.rooftile.reports;

import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.core.device.Resource;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Violation;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.NearMiss;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchStatistics.FamilyStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `report.html`: one page that needs nothing beside it, for an architecture review. The same exploration gives the
/// same page; no date is on it.
final class HtmlReport {
    private static final String TEMPLATE = "report.mustache";

    private HtmlReport() {}

    static String text(Exploration exploration, RunManifest manifest) {
        return text(page(exploration, manifest));
    }

    static String text(ReportPage page) {
        return PageTemplate.text(HtmlReport.class, TEMPLATE, page);
    }

    static ReportPage page(Exploration exploration, RunManifest manifest) {
        return page(exploration, manifest, PlotFonts.areAvailable());
    }

    /// @param canPlot whether there are fonts for plots
    static ReportPage page(Exploration exploration, RunManifest manifest, boolean canPlot) {
        ComparedDesigns compared = ComparedDesigns.of(exploration);
        List<ReportPage.Plot> fronts = canPlot ? FrontPlots.of(exploration) : List.of();
        List<ReportPage.Plot> rooflines = canPlot
                ? RooflinePlot.of(compared.overlay(), compared.dataflow(), exploration.target()).stream()
                        .toList()
                : List.of();
        return new ReportPage(
                exploration.network().name() + " on "
                        + exploration.target().board().name(),
                PageTemplate.style(),
                facts(exploration, manifest),
                Verdict.of(exploration),
                canPlot ? "" : PlotFonts.ADVICE,
                fronts,
                rooflines,
                compared.bars(),
                compared.comparison(),
                exploration.nearMisses().stream().map(HtmlReport::miss).toList(),
                front(exploration),
                exploration.statistics().families().stream()
                        .map(HtmlReport::statistic)
                        .toList(),
                Trust.of(exploration, compared));
    }

    private static List<ReportPage.Fact> facts(Exploration exploration, RunManifest manifest) {
        Board board = exploration.target().board();
        List<ReportPage.Fact> facts = new ArrayList<>();
        facts.add(new ReportPage.Fact("Model", fileName(manifest.model()) + " (" + manifest.modelFormat() + ")"));
        facts.add(new ReportPage.Fact(
                "Work",
                Quantity.count(exploration.network().macs()) + " MACs in "
                        + Quantity.count(exploration.network().layers().size()) + " layers"));
        facts.add(new ReportPage.Fact("Parameters", Quantity.count(manifest.storedParameters())));
        facts.add(new ReportPage.Fact(
                "Board",
                board.name() + ", " + board.part().vendor() + " " + board.part().name()));
        OffChipMemory memory = board.memory();
        facts.add(new ReportPage.Fact(
                "Memory",
                memory == null
                        ? "none beside the part"
                        : memory.name() + ", " + Quantity.scaled(memory.usableBytesPerSecond(), "B/s") + " usable"));
        facts.add(new ReportPage.Fact(
                "Objectives",
                exploration.settings().objectives().stream()
                        .map(Objective::word)
                        .collect(Collectors.joining(", "))));
        facts.add(new ReportPage.Fact(
                "Search",
                Quantity.count(exploration.statistics().evaluations()) + " designs estimated, "
                        + Quantity.count(exploration.front().size()) + " on the front"));
        facts.add(new ReportPage.Fact("Rooftile", manifest.version()));
        return facts;
    }

    /// The last part of a path, of this or another platform: the whole one is in the manifest, not for every reader.
    private static String fileName(String model) {
        String trimmed = model.replaceAll("[/\\\\]+$", "");
        return trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
    }

    private static ReportPage.Miss miss(NearMiss miss) {
        return new ReportPage.Miss(
                miss.family().word(),
                Quantity.milliseconds(miss.outcome().estimate().figures().latencyMilliseconds())
                        + " latency if it fitted",
                miss.outcome().violations().stream().map(HtmlReport::excess).toList());
    }

    private static ReportPage.Excess excess(Violation violation) {
        return new ReportPage.Excess(
                Explanation.limit(violation.resource()),
                Quantity.plain(violation.demand()),
                Quantity.plain(violation.limit()),
                violation.unit(),
                violation.lever());
    }

    /// One column of the table of designs.
    ///
    /// @param text of a design's figure
    private record Column(String name, String unit, Function<Figures, String> text) {}

    /// Figures of every design; resources that the board lacks and figures that nobody asked for are left out.
    private static List<Column> columns(Exploration exploration) {
        Board board = exploration.target().board();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("Latency", "ms", figures -> Quantity.column(figures.latencyMilliseconds())));
        columns.add(
                new Column("Throughput", "inferences/s", figures -> Quantity.column(figures.throughputPerSecond())));
        columns.add(new Column("Clock", "MHz", figures -> Quantity.plain(figures.clockHertz / 1e6)));
        if (exploration.front().stream().anyMatch(design -> design.estimate().figures().fmaxHertz > 0)) {
            columns.add(new Column("Reachable clock", "MHz, 90 % of designs", HtmlReport::reachable));
        }
        for (Resource resource : Resource.values()) {
            if (board.available().get(resource) > 0) {
                columns.add(new Column(
                        resource.name(),
                        "blocks",
                        figures -> Quantity.count(figures.resources().get(resource))));
                intervalOf(resource)
                        .filter(_ -> hasIntervals(exploration))
                        .ifPresent(text -> columns.add(new Column(resource.name(), "90 % of designs", text)));
            }
        }
        columns.add(new Column("Worst use", "%", figures -> Quantity.column(figures.worstUtilisationFraction * 100)));
        columns.add(new Column("Power", "mW", figures -> Quantity.column(figures.powerMilliwatts)));
        columns.add(new Column("Energy", "mJ", figures -> Quantity.column(figures.energyMillijoules)));
        columns.add(new Column("Off chip", "bytes", figures -> Quantity.count(figures.offChipBytes)));
        exploration
                .accuracy()
                .ifPresent(accuracy -> columns.add(
                        new Column("Accuracy", accuracy.unit(), figures -> Quantity.column(figures.accuracy))));
        return columns;
    }

    private static String reachable(Figures figures) {
        return figures.fmaxHertz > 0
                ? Quantity.column(figures.fmaxHertz / 1e6) + " (" + Quantity.column(figures.fmaxLowHertz / 1e6) + " to "
                        + Quantity.column(figures.fmaxHighHertz / 1e6) + ")"
                : "not known";
    }

    private static boolean hasIntervals(Exploration exploration) {
        return exploration.front().stream()
                .anyMatch(design -> design.estimate().figures().hasIntervals());
    }

    /// From where to where nine in ten designs are.
    private static Optional<Function<Figures, String>> intervalOf(Resource resource) {
        return switch (resource) {
            case LUT -> Optional.of(figures -> interval(figures, figures.lutLow, figures.lutHigh));
            case FF -> Optional.of(figures -> interval(figures, figures.ffLow, figures.ffHigh));
            case DSP, BRAM, URAM -> Optional.empty();
        };
    }

    private static String interval(Figures figures, long low, long high) {
        return figures.hasIntervals() ? Quantity.count(low) + " to " + Quantity.count(high) : "not known";
    }

    private static ReportPage.FrontTable front(Exploration exploration) {
        List<Column> columns = columns(exploration);
        return new ReportPage.FrontTable(
                exploration.front().isEmpty()
                        ? "No design fits the board."
                        : Quantity.count(exploration.front().size())
                                + " designs that none beats in every objective, fastest first.",
                columns.stream()
                        .map(column -> new ReportPage.Fact(column.name, column.unit))
                        .toList(),
                exploration.front().stream()
                        .map(design -> new ReportPage.FrontLine(
                                design.id(),
                                design.family().word(),
                                columns.stream()
                                        .map(column -> column.text.apply(
                                                design.estimate().figures()))
                                        .toList()))
                        .toList());
    }

    private static ReportPage.Statistic statistic(FamilyStatistics family) {
        return new ReportPage.Statistic(
                family.family().word(),
                Quantity.magnitude(family.spaceSize()),
                Quantity.count(family.evaluations()),
                Quantity.count(family.generations()),
                Quantity.count(family.frontSize()),
                family.stopReason());
    }
}
