package io.rooftile.reports;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Figures;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.reports.PlotSeries.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// The front seen from several sides: latency against utilisation, throughput against energy, and accuracy
/// against latency where accuracy is known.
final class FrontPlots {
    private FrontPlots() {}

    static List<ReportPage.Plot> of(Exploration exploration) {
        if (exploration.familyFronts().isEmpty()) {
            return List.of();
        }
        List<ReportPage.Plot> plots = new ArrayList<>();
        plots.add(plot(
                exploration,
                "Latency against utilisation",
                new Side("Latency (ms)", Figures::latencyMilliseconds),
                new Side("Worst utilisation (%)", figures -> figures.worstUtilisationFraction * 100),
                "Better is to the left (sooner) and down (smaller)."));
        plots.add(plot(
                exploration,
                "Throughput against energy",
                new Side("Throughput (inferences/s)", Figures::throughputPerSecond),
                new Side("Energy per inference (mJ)", figures -> figures.energyMillijoules),
                "Better is to the right (more) and down (less energy)."));
        AccuracyWords.of(exploration).ifPresent(words -> plots.add(ofAccuracy(exploration, words)));
        return plots;
    }

    private static ReportPage.Plot ofAccuracy(Exploration exploration, AccuracyWords words) {
        return plot(
                exploration,
                "Accuracy against latency",
                new Side("Latency (ms)", Figures::latencyMilliseconds),
                new Side("Accuracy (" + words.unit() + ")", words::shown, PlotAxis::linear),
                "Better is to the left (sooner) and up (more accurate)." + words.reference());
    }

    /// One axis: title with unit, the figure on it, and how it is scaled.
    private record Side(
            String title, ToDoubleFunction<Figures> figure, BiFunction<String, DoubleStream, PlotAxis> scale) {
        Side(String title, ToDoubleFunction<Figures> figure) {
            this(title, figure, PlotAxis::of);
        }

        PlotAxis axis(List<FrontDesign> designs) {
            return scale.apply(title, designs.stream().mapToDouble(this::of));
        }

        double of(FrontDesign design) {
            return figure.applyAsDouble(design.estimate().figures());
        }
    }

    private static ReportPage.Plot plot(Exploration exploration, String heading, Side x, Side y, String better) {
        Set<String> front = new HashSet<>();
        exploration.front().forEach(design -> front.add(design.id()));
        List<PlotSeries> series = new ArrayList<>();
        List<ReportPage.Key> legend = new ArrayList<>();
        for (Family family : Family.values()) {
            add(series, legend, designs(exploration, family, front, false), styleOf(family, false), family, x, y);
            add(series, legend, designs(exploration, family, front, true), styleOf(family, true), family, x, y);
        }
        Plot plot = new Plot(heading, x.axis(exploration.familyFronts()), y.axis(exploration.familyFronts()), series);
        return new ReportPage.Plot(heading, plot.svg(), legend, better);
    }

    private static List<FrontDesign> designs(
            Exploration exploration, Family family, Set<String> front, boolean isOnFront) {
        return exploration.familyFront(family).stream()
                .filter(design -> front.contains(design.id()) == isOnFront)
                .toList();
    }

    private static void add(
            List<PlotSeries> series,
            List<ReportPage.Key> legend,
            List<FrontDesign> designs,
            Style style,
            Family family,
            Side x,
            Side y) {
        if (designs.isEmpty()) {
            return;
        }
        series.add(new PlotSeries(
                style,
                designs.stream()
                        .map(design -> new PlotPoint(
                                x.of(design),
                                y.of(design),
                                design.id() + ": " + Quantity.plain(x.of(design)) + ", " + Quantity.plain(y.of(design)),
                                style.isHollow() ? "" : design.id()))
                        .toList()));
        legend.add(new ReportPage.Key(
                style.cssClass(),
                style.outline(),
                family.word() + (style.isHollow() ? ", beaten by the other family" : ", on the front")));
    }

    private static Style styleOf(Family family, boolean isOnFront) {
        return switch (family) {
            case OVERLAY -> isOnFront ? Style.OVERLAY : Style.OVERLAY_DOMINATED;
            case DATAFLOW -> isOnFront ? Style.DATAFLOW : Style.DATAFLOW_DOMINATED;
        };
    }
}
