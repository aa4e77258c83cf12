package io.rooftile.reports;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.rooftile.core.device.Board;
import io.rooftile.core.device.OffChipMemory;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Violation;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.NearMiss;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchStatistics.FamilyStatistics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `report.html`: one page that needs nothing beside it, for an architecture review. The same exploration gives the
/// same page; no date is on it.
final class HtmlReport {
    private static final String TEMPLATE = "report.mustache";
    private static final String STYLE = "report.css";

    private HtmlReport() {}

    static String text(Exploration exploration, RunManifest manifest) {
        Template template = Mustache.compiler().strictSections(true).compile(resource(TEMPLATE));
        return template.execute(page(exploration, manifest));
    }

    private static String resource(String name) {
        try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + name + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static ReportPage page(Exploration exploration, RunManifest manifest) {
        ComparedDesigns compared = ComparedDesigns.of(exploration);
        List<ReportPage.Plot> rooflines =
                RooflinePlot.of(compared.overlay(), compared.dataflow(), exploration.target()).stream()
                        .toList();
        return new ReportPage(
                exploration.network().name() + " on "
                        + exploration.target().board().name(),
                resource(STYLE),
                facts(exploration, manifest),
                Verdict.of(exploration),
                FrontPlots.of(exploration),
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
        facts.add(new ReportPage.Fact("Model", manifest.model() + " (" + manifest.modelFormat() + ")"));
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

    private static ReportPage.Miss miss(NearMiss miss) {
        return new ReportPage.Miss(
                miss.family().word(),
                Quantity.milliseconds(miss.outcome().estimate().figures().latencyMilliseconds())
                        + " latency if it fitted",
                miss.outcome().violations().stream().map(HtmlReport::excess).toList());
    }

    private static ReportPage.Excess excess(Violation violation) {
        return new ReportPage.Excess(
                violation.resource(),
                Quantity.plain(violation.demand()),
                Quantity.plain(violation.limit()),
                violation.unit(),
                violation.lever());
    }

    private static ReportPage.FrontTable front(Exploration exploration) {
        return new ReportPage.FrontTable(
                exploration.front().isEmpty()
                        ? "No design fits the board."
                        : Quantity.count(exploration.front().size())
                                + " designs that none beats in every objective, fastest first.",
                exploration.front().stream().map(HtmlReport::frontLine).toList());
    }

    private static ReportPage.FrontLine frontLine(FrontDesign design) {
        Figures figures = design.estimate().figures();
        return new ReportPage.FrontLine(
                design.id(),
                design.family().word(),
                List.of(
                        Quantity.plain(figures.latencyMilliseconds()),
                        Quantity.plain(figures.throughputPerSecond()),
                        Quantity.plain(figures.clockHertz / 1e6),
                        Quantity.count(figures.lut),
                        Quantity.count(figures.ff),
                        Quantity.count(figures.dsp),
                        Quantity.count(figures.bram),
                        Quantity.count(figures.uram),
                        Quantity.plain(figures.worstUtilisationFraction * 100),
                        Quantity.plain(figures.powerMilliwatts),
                        Quantity.plain(figures.energyMillijoules),
                        Quantity.count(figures.offChipBytes)));
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
