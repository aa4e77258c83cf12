package io.rooftile.reports;

import java.awt.Graphics2D;
import java.util.Iterator;
import org.knowm.xchart.style.markers.Marker;

/// Draws the points of one series, each with its title and link. The chart asks for them in their order.
final class PlotMarker extends Marker {
    private final PlotSeries series;
    private final Iterator<PlotPoint> remaining;

    PlotMarker(PlotSeries series) {
        this.series = series;
        this.remaining = series.points().iterator();
    }

    @Override
    public void paint(Graphics2D graphics, double x, double y, int markerSize) {
        if (!(graphics instanceof SvgGraphics svg)) {
            throw new IllegalArgumentException("markers are drawn as SVG only, not on " + graphics);
        }
        PlotPoint point = remaining.next();
        String mark = "<path class=\"mark " + series.style().cssClass() + "\" transform=\"translate("
                + SvgGraphics.decimal(x) + " " + SvgGraphics.decimal(y) + ")\" d=\""
                + series.style().outline() + "\"><title>" + Html.escape(point.title()) + "</title></path>";
        svg.append(
                point.target().isEmpty() ? mark : "<a href=\"#" + Html.escape(point.target()) + "\">" + mark + "</a>");
    }
}
