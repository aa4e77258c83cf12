package io.rooftile.reports;

import io.rooftile.costmodel.Figures;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.Objective;
import io.rooftile.dse.Standing;
import java.util.ArrayList;
import java.util.List;

/// Designs side by side: a row per figure, with the best marked, and what it comes to in words.
///
/// @param titles of the designs
/// @param rows one per figure
/// @param verdict sentences
public record DesignComparison(List<String> titles, List<Row> rows, List<String> verdict) {
    /// One figure of all designs.
    ///
    /// @param cells one per design
    /// @param isDifferent whether they are not all the same
    public record Row(String figure, String unit, List<Cell> cells, boolean isDifferent) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// One figure of one design.
    ///
    /// @param isBest whether no other design is better and some is worse
    public record Cell(String text, boolean isBest) {}

    /// A difference of less is none for a reader of estimates.
    private static final double EVEN = 1.05;

    public DesignComparison {
        titles = List.copyOf(titles);
        rows = List.copyOf(rows);
        verdict = List.copyOf(verdict);
    }

    /// Compares designs.
    ///
    /// @param titles one per design
    /// @param designs at least one
    public static DesignComparison of(List<String> titles, List<FrontDesign> designs) {
        List<Figures> figures =
                designs.stream().map(design -> design.estimate().figures()).toList();
        List<Row> rows = new ArrayList<>();
        List<String> verdict = new ArrayList<>();
        for (Objective objective : Objective.ALL) {
            boolean isKnown =
                    !objective.equals(Objective.ACCURACY) || figures.stream().allMatch(Figures::hasAccuracy);
            Standing standing = Standing.of(objective, figures);
            if (isKnown) {
                rows.add(row(standing));
                verdict.addAll(sentence(standing, titles));
            }
        }
        if (verdict.isEmpty()) {
            verdict.add(designs.size() < 2 ? "One design alone cannot be compared." : "They are even in every figure.");
        }
        return new DesignComparison(titles, rows, verdict);
    }

    private static Row row(Standing standing) {
        double best = standing.values().get(standing.best());
        List<Cell> cells = standing.values().stream()
                .map(value -> new Cell(Quantity.column(value), !standing.isEven() && value == best))
                .toList();
        return new Row(standing.objective().word(), standing.objective().unit(), cells, !standing.isEven());
    }

    private static List<String> sentence(Standing standing, List<String> titles) {
        if (standing.isEven()
                || (standing.factor().isPresent() && standing.factor().getAsDouble() < EVEN)) {
            return List.of();
        }
        String best = titles.get(standing.best());
        String worst = titles.get(standing.worst());
        String word = standing.objective().word();
        String most =
                switch (standing.objective().direction()) {
                    case MINIMISE -> "least";
                    case MAXIMISE -> "most";
                };
        return standing.factor().isPresent()
                ? List.of("%s: %s has the %s, %s better than %s."
                        .formatted(
                                word,
                                best,
                                most,
                                Quantity.times(standing.factor().getAsDouble()),
                                worst))
                : List.of("%s: %s needs none, %s needs %s."
                        .formatted(
                                word,
                                best,
                                worst,
                                Quantity.plain(standing.values().get(standing.worst()))));
    }

    /// As comma-separated values: a row per figure, a column per design.
    public String csv() {
        StringBuilder csv = new StringBuilder("figure,unit");
        titles.forEach(title -> csv.append(',').append(quoted(title)));
        csv.append('\n');
        for (Row row : rows) {
            csv.append(row.figure()).append(',').append(row.unit());
            row.cells().forEach(cell -> csv.append(',').append(quoted(cell.text())));
            csv.append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /// As a vector picture.
    public String svg() {
        return ComparisonSvg.of(this);
    }

    /// As a self-contained page.
    public String html() {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Rooftile: designs compared</title>
                <style>
                body { font: 15px sans-serif; margin: 2em; }
                table { border-collapse: collapse; }
                th, td { border-bottom: 1px solid #ccc; padding: .3em .8em; text-align: right; }
                th:first-child, td:first-child { text-align: left; }
                .best { font-weight: bold; }
                .best::after { content: " \\2713"; }
                </style></head><body>
                <h1>Designs compared</h1>
                """);
        verdict.forEach(
                sentence -> page.append("<p>").append(Html.escape(sentence)).append("</p>\n"));
        page.append("<table><tr><th>figure</th><th>unit</th>");
        titles.forEach(title -> page.append("<th>").append(Html.escape(title)).append("</th>"));
        page.append("</tr>\n");
        for (Row row : rows) {
            page.append("<tr><td>")
                    .append(row.figure())
                    .append("</td><td>")
                    .append(row.unit())
                    .append("</td>");
            for (Cell cell : row.cells()) {
                page.append(cell.isBest() ? "<td class=\"best\">" : "<td>")
                        .append(Html.escape(cell.text()))
                        .append("</td>");
            }
            page.append("</tr>\n");
        }
        return page.append("</table></body></html>\n").toString();
    }
}
