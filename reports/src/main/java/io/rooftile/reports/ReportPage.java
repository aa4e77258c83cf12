package io.rooftile.reports;

import java.util.List;

/// What the template of `report.html` shows, all numbers already text. Lists that are empty hide their section.
///
/// @param plotAdvice why there are no plots, empty when there are
record ReportPage(
        String title,
        String style,
        List<Fact> facts,
        Verdict verdict,
        String plotAdvice,
        List<Plot> fronts,
        List<Plot> rooflines,
        List<Bars> bars,
        Comparison comparison,
        List<Miss> misses,
        FrontTable front,
        List<Statistic> statistics,
        List<Fact> trust) {
    boolean hasPlotAdvice() {
        return !plotAdvice.isEmpty();
    }

    boolean hasPlots() {
        return !fronts.isEmpty();
    }

    boolean hasMisses() {
        return !misses.isEmpty();
    }

    /// A name and what is known of it.
    record Fact(String name, String value) {}

    /// A plot with its legend and explanation.
    ///
    /// @param svg an `svg` element, inserted as it is
    record Plot(String heading, String svg, List<Key> legend, String caption) {}

    /// One entry of a legend.
    ///
    /// @param style CSS class of the marker
    /// @param outline path of the marker
    record Key(String style, String outline, String text) {}

    /// Utilisation of one design.
    record Bars(String design, String family, List<Bar> bars) {}

    /// Utilisation of one resource.
    ///
    /// @param usedPercent length of the bar, at most 100
    /// @param budgetPercent place of the budget's mark
    /// @param alarm `over` beyond the budget, else empty
    record Bar(
            String resource,
            String block,
            String used,
            String budget,
            String available,
            String percent,
            String usedPercent,
            String budgetPercent,
            String alarm) {}

    /// The best design of each family side by side.
    ///
    /// @param overlay id, or why there is none
    /// @param dataflow id, or why there is none
    record Comparison(String choice, String overlay, String dataflow, List<Line> lines, List<LayerLine> layers) {}

    /// One figure of both designs.
    record Line(String figure, String unit, Value overlay, Value dataflow) {}

    /// A figure and how far it can be trusted.
    record Value(String text, String basis) {
        static final Value ABSENT = new Value("–", "");
    }

    /// One layer in both designs.
    record LayerLine(String layer, String type, String macs, LayerCells overlay, LayerCells dataflow) {}

    /// One layer in one design.
    record LayerCells(String mapping, String cycles, String bound, String efficiency, String bytes) {
        static final LayerCells ABSENT = new LayerCells("–", "", "", "", "");
    }

    /// A design that does not fit.
    record Miss(String family, String description, List<Excess> excesses) {}

    /// One exceeded limit.
    record Excess(String resource, String demand, String limit, String unit, String lever) {}

    /// All designs of the front.
    ///
    /// @param columns name and unit of each figure
    record FrontTable(String summary, List<Fact> columns, List<FrontLine> lines) {}

    /// One design of the front.
    record FrontLine(String id, String family, List<String> figures) {}

    /// How one family was searched.
    record Statistic(
            String family, String space, String evaluations, String generations, String front, String reason) {}
}
