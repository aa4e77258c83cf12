package io.rooftile.reports;

import java.util.Locale;

/// A comparison as a vector picture: a table with the best of each row marked, and the verdict below it.
final class ComparisonSvg {
    // Sizes in pixels.
    private static final int MARGIN = 16;
    private static final int LINE = 22;
    private static final int FIGURE = 220;
    private static final int DESIGN = 260;
    /// Width of a letter of the sentences, rather too much than too little.
    private static final double LETTER = 7;

    private final DesignComparison comparison;
    private final StringBuilder body = new StringBuilder();
    private int y = MARGIN;

    private ComparisonSvg(DesignComparison comparison) {
        this.comparison = comparison;
    }

    static String of(DesignComparison comparison) {
        return new ComparisonSvg(comparison).svg();
    }

    private String svg() {
        int table = FIGURE + DESIGN * comparison.titles().size();
        int longest =
                comparison.verdict().stream().mapToInt(String::length).max().orElse(0);
        int width = 2 * MARGIN + Math.max(table, (int) Math.ceil(LETTER * longest));
        line();
        text(MARGIN, "start", "bold", "figure");
        for (int design = 0; design < comparison.titles().size(); design++) {
            text(end(design), "end", "bold", comparison.titles().get(design));
        }
        for (DesignComparison.Row row : comparison.rows()) {
            body.append(String.format(
                    Locale.ROOT, "<path d=\"M%d %dH%d\" stroke=\"#cccccc\"/>\n", MARGIN, y + LINE / 3, MARGIN + table));
            line();
            text(MARGIN, "start", "normal", row.figure() + " (" + row.unit() + ")");
            for (int design = 0; design < row.cells().size(); design++) {
                DesignComparison.Cell cell = row.cells().get(design);
                text(
                        end(design),
                        "end",
                        cell.isBest() ? "bold" : "normal",
                        cell.isBest() ? cell.text() + " ✓" : cell.text());
            }
        }
        line();
        for (String sentence : comparison.verdict()) {
            line();
            text(MARGIN, "start", "normal", sentence);
        }
        int height = y + MARGIN;
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"sans-serif\" font-size=\"13\" fill=\"#1b1f24\">\n"
                        + "<rect width=\"%1$d\" height=\"%2$d\" fill=\"#ffffff\"/>\n%3$s</svg>\n",
                width,
                height,
                body);
    }

    private static int end(int design) {
        return MARGIN + FIGURE + DESIGN * (design + 1);
    }

    private void line() {
        y += LINE;
    }

    private void text(int x, String anchor, String weight, String text) {
        body.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\" font-weight=\"")
                .append(weight)
                .append("\">")
                .append(Html.escape(text))
                .append("</text>\n");
    }
}
