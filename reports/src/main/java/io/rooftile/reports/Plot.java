package io.rooftile.reports;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// One XY plot as SVG.
///
/// @param description what it shows, for readers who cannot see it
record Plot(String description, PlotAxis x, PlotAxis y, List<PlotSeries> series) {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 380;

    // Colours stand for CSS classes only; what they look like is the style sheet's business.
    private static final Color INK = new Color(1, 0, 0);
    private static final Color GRID = new Color(2, 0, 0);
    private static final Color ROOF = new Color(3, 0, 0);
    private static final Color NOTHING = new Color(4, 0, 0);
    private static final Map<Color, String> CLASSES = Map.of(INK, "ink", GRID, "grid", ROOF, "roof");

    Plot {
        series = List.copyOf(series);
    }

    /// An `svg` element.
    String svg() {
        SvgGraphics graphics = new SvgGraphics(CLASSES);
        chart().paint(graphics, WIDTH, HEIGHT);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"" + Html.escape(description) + "\">\n" + graphics.elements() + "</svg>";
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(x.title())
                .yAxisTitle(y.title())
                .build();
        style(chart.getStyler());
        for (int i = 0; i < series.size(); i++) {
            PlotSeries one = series.get(i);
            if (!one.points().isEmpty()) {
                add(chart, "series " + i, one);
            }
        }
        return chart;
    }

    private static void add(XYChart chart, String name, PlotSeries series) {
        double[] xs = series.points().stream().mapToDouble(PlotPoint::x).toArray();
        double[] ys = series.points().stream().mapToDouble(PlotPoint::y).toArray();
        XYSeries added = chart.addSeries(name, xs, ys);
        if (series.style() == PlotSeries.Style.LINE) {
            added.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
            added.setLineColor(ROOF);
            added.setLineWidth(2);
            added.setMarker(SeriesMarkers.NONE);
        } else {
            added.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            added.setMarker(new PlotMarker(series));
        }
    }

    private void style(XYStyler styler) {
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setChartPadding(4);
        styler.setChartFontColor(INK);
        styler.setChartBackgroundColor(NOTHING);
        styler.setPlotBackgroundColor(NOTHING);
        styler.setPlotBorderColor(GRID);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setAxisTickLabelsColor(INK);
        styler.setAxisTickMarksColor(GRID);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setXAxisTitleColor(INK);
        styler.setYAxisTitleColor(INK);
        styler.setXAxisLogarithmic(x.isLogarithmic());
        styler.setYAxisLogarithmic(y.isLogarithmic());
        styler.setXAxisLogarithmicDecadeOnly(x.isWide());
        styler.setYAxisLogarithmicDecadeOnly(y.isWide());
        styler.setXAxisMin(x.minimum());
        styler.setXAxisMax(x.maximum());
        styler.setYAxisMin(y.minimum());
        styler.setYAxisMax(y.maximum());
        styler.setXAxisTickLabelsFormattingFunction(x::label);
        styler.setYAxisTickLabelsFormattingFunction(y::label);
    }
}
