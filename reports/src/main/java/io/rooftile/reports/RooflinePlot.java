package io.rooftile.reports;

import io.rooftile.costmodel.Target;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.Roofline;
import io.rooftile.dse.Roofline.Point;
import io.rooftile.reports.PlotSeries.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The best overlay design's roofline with every layer on it, and the best dataflow design as a whole.
final class RooflinePlot {
    private static final double OPS_PER_GOPS = 1e9;

    /// Layers that move no byte stand this far right of all others.
    private static final double EDGE_FACTOR = 3;

    /// More names than this would be a list, not a caption; each point shows its name when the mouse rests on it.
    private static final int NAMES_SHOWN = 6;

    private RooflinePlot() {}

    /// Empty without an overlay design: then nothing moves layer by layer.
    static Optional<ReportPage.Plot> of(Optional<FrontDesign> overlay, Optional<FrontDesign> dataflow, Target target) {
        return overlay.map(design -> of(
                design,
                dataflow.map(other -> Roofline.of(other.estimate(), target).whole()),
                dataflow,
                target));
    }

    private static ReportPage.Plot of(
            FrontDesign overlay, Optional<Point> dataflowPoint, Optional<FrontDesign> dataflow, Target target) {
        Roofline roofline = Roofline.of(overlay.estimate(), target);
        List<Point> wholes = Stream.concat(Stream.of(roofline.whole()), dataflowPoint.stream())
                .toList();
        double rightmost = Stream.concat(roofline.layers().stream(), wholes.stream())
                .mapToDouble(Point::opsPerByte)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double edge =
                EDGE_FACTOR * Math.max(rightmost, roofline.ridgeOpsPerByte().orElse(0));
        List<Point> all = Stream.of(roofline.layers(), roofline.onChip(), wholes)
                .flatMap(List::stream)
                .toList();
        // Far enough left to show where memory would limit.
        double leftmost = Math.min(
                all.stream().mapToDouble(point -> x(point, edge)).min().orElse(1) / 2,
                roofline.ridgeOpsPerByte().orElse(Double.POSITIVE_INFINITY) / 3);
        PlotAxis xAxis =
                PlotAxis.logarithmic("Arithmetic intensity (op/byte off chip)", DoubleStream.of(leftmost, edge));
        PlotAxis yAxis = PlotAxis.logarithmic(
                "Estimated performance (GOP/s)",
                DoubleStream.concat(
                        DoubleStream.of(roofline.computeRoofOpsPerSecond() / OPS_PER_GOPS),
                        all.stream().mapToDouble(point -> point.opsPerSecond() / OPS_PER_GOPS)));
        List<PlotSeries> series = new ArrayList<>();
        series.add(new PlotSeries(Style.LINE, roof(roofline, xAxis, yAxis)));
        List<Point> layers = Stream.concat(roofline.layers().stream(), roofline.onChip().stream())
                .toList();
        series.add(new PlotSeries(Style.OVERLAY, points(layers, edge)));
        series.add(new PlotSeries(Style.OVERLAY_WHOLE, points(List.of(roofline.whole()), edge)));
        dataflowPoint.ifPresent(
                point -> series.add(new PlotSeries(Style.DATAFLOW_WHOLE, points(List.of(point), edge))));
        return new ReportPage.Plot(
                "Roofline of " + overlay.id(),
                new Plot("Roofline of " + overlay.id(), xAxis, yAxis, series).svg(),
                legend(overlay, dataflow),
                caption(roofline));
    }

    private static double x(Point point, double edge) {
        return Double.isFinite(point.opsPerByte()) ? point.opsPerByte() : edge;
    }

    private static List<PlotPoint> points(List<Point> points, double edge) {
        return points.stream()
                .map(point -> new PlotPoint(
                        x(point, edge),
                        point.opsPerSecond() / OPS_PER_GOPS,
                        point.name() + ": " + Quantity.scaled(point.opsPerSecond(), "OP/s") + ", "
                                + (Double.isFinite(point.opsPerByte())
                                        ? Quantity.plain(point.opsPerByte()) + " op/byte"
                                        : "no byte off chip"),
                        ""))
                .toList();
    }

    /// The lower of memory line and compute roof, within the axes.
    private static List<PlotPoint> roof(Roofline roofline, PlotAxis x, PlotAxis y) {
        List<Double> corners = new ArrayList<>();
        roofline.memoryBytesPerSecond().ifPresent(bytes -> {
            corners.add(Math.max(x.minimum(), y.minimum() * OPS_PER_GOPS / bytes));
            roofline.ridgeOpsPerByte().ifPresent(corners::add);
        });
        if (corners.isEmpty()) {
            corners.add(x.minimum());
        }
        corners.add(x.maximum());
        return corners.stream()
                .filter(at -> at >= x.minimum() && at <= x.maximum())
                .map(at -> new PlotPoint(at, roofline.attainableOpsPerSecond(at) / OPS_PER_GOPS, "", ""))
                .toList();
    }

    private static List<ReportPage.Key> legend(FrontDesign overlay, Optional<FrontDesign> dataflow) {
        List<ReportPage.Key> legend = new ArrayList<>();
        legend.add(key(Style.OVERLAY, "one layer of " + overlay.id()));
        legend.add(key(Style.OVERLAY_WHOLE, overlay.id() + ", whole network"));
        dataflow.ifPresent(design -> legend.add(key(Style.DATAFLOW_WHOLE, design.id() + ", whole network")));
        legend.add(key(Style.LINE, "roof of " + overlay.id()));
        return legend;
    }

    private static ReportPage.Key key(Style style, String text) {
        return new ReportPage.Key(style.cssClass(), style.outline(), text);
    }

    private static String names(List<Point> points) {
        String first = points.stream().limit(NAMES_SHOWN).map(Point::name).collect(Collectors.joining(", "));
        int more = points.size() - NAMES_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String caption(Roofline roofline) {
        String memory = roofline.memoryBytesPerSecond().isEmpty()
                ? "The board has no memory beside the part."
                : "The board's memory sustains "
                        + Quantity.scaled(roofline.memoryBytesPerSecond().getAsDouble(), "B/s") + ".";
        String onChip = roofline.onChip().isEmpty()
                ? ""
                : " At the right edge, because they move no byte off chip: " + names(roofline.onChip()) + ".";
        return "1 MAC = 2 operations. The multipliers reach "
                + Quantity.scaled(roofline.computeRoofOpsPerSecond(), "OP/s") + " at most. " + memory + onChip;
    }
}
