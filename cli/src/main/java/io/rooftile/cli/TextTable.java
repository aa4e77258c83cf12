package io.rooftile.cli;

import java.io.PrintWriter;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Columns for a terminal: text to the left, numbers to the right.
final class TextTable {
    /// Names that converters make run to hundreds of characters; beyond this width their middle is left out.
    private static final int WIDEST_CELL = 56;

    private static final NumberFormat GROUPED = NumberFormat.getIntegerInstance(Locale.ROOT);

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... header) {
        this.header = List.of(header);
    }

    void row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("a row needs " + header.size() + " cells, but had " + cells.length);
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Long || cell instanceof Integer ? GROUPED.format(cell) : cell.toString());
        }
        rows.add(shortened(row));
    }

    /// A row's last cell may be as long as it is; the others are kept to a width.
    private static List<String> shortened(List<String> row) {
        List<String> cells = new ArrayList<>(row);
        for (int column = 0; column < cells.size() - 1; column++) {
            String cell = cells.get(column);
            if (cell.length() > WIDEST_CELL) {
                int half = (WIDEST_CELL - 3) / 2;
                cells.set(column, cell.substring(0, half) + "..." + cell.substring(cell.length() - half));
            }
        }
        return cells;
    }

    void print(PrintWriter out) {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            widths[column] = header.get(column).length();
            numeric[column] = !rows.isEmpty();
            for (List<String> row : rows) {
                String cell = row.get(column);
                widths[column] = Math.max(widths[column], cell.length());
                numeric[column] &= cell.isEmpty() || cell.matches("[-+]?[\\d,.]+ ?%?|-");
            }
        }
        line(out, header, widths, numeric);
        rows.forEach(row -> line(out, row, widths, numeric));
    }

    private static void line(PrintWriter out, List<String> cells, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String blanks = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : "  ").append(numeric[column] ? blanks + cell : cell + blanks);
        }
        out.println(line.toString().stripTrailing());
    }
}
