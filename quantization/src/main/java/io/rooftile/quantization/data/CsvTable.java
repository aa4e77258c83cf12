package io.rooftile.quantization.data;

import io.rooftile.core.UserInputException;
import io.rooftile.quantization.accuracy.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A table, comma-separated, one row a line; blank lines do not count.
///
/// @param file for messages
/// @param lines at least one
record CsvTable(Path file, List<Line> lines) {
    private static final int LONGEST_QUOTE = 20;

    /// One row.
    ///
    /// @param number from 1 on, as editors count
    record Line(int number, List<String> cells) {
        /// Whether half of the cells or more are words: a heading, and no row with a slip in it.
        boolean isHeading() {
            long words = cells.stream().filter(cell -> !isNumber(cell)).count();
            return 2 * words >= cells.size();
        }

        private static boolean isNumber(String cell) {
            try {
                Double.parseDouble(cell);
                return true;
            } catch (NumberFormatException _) {
                return false;
            }
        }
    }

    static CsvTable parse(Path file, byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : new String(bytes, StandardCharsets.UTF_8).split("\\R", -1)) {
            number++;
            if (!text.isBlank()) {
                List<String> cells = List.of(text.split(",", -1));
                lines.add(new Line(number, cells.stream().map(String::strip).toList()));
            }
        }
        return new CsvTable(file, lines);
    }

    /// The rows without a heading, each of as many cells.
    private List<Line> rows(Predicate<Line> isHeading) {
        int first = !lines.isEmpty() && isHeading.test(lines.getFirst()) ? 1 : 0;
        List<Line> rows = lines.subList(first, lines.size());
        if (rows.isEmpty()) {
            throw UserInputException.of(file.toString(), "", "it holds no rows", "give one row of numbers a line");
        }
        int columns = rows.getFirst().cells().size();
        for (Line row : rows) {
            if (row.cells().size() != columns) {
                throw broken(
                        row,
                        "it has " + row.cells().size() + " columns, the lines before " + columns,
                        "give each row as many numbers");
            }
        }
        return rows;
    }

    /// Rows of so many inputs, with their labels where the table has them. A first line of words is a heading.
    ///
    /// @param hasLabelFile whether labels come from elsewhere
    Samples samples(int length, SampleFormat format, boolean hasLabelFile) {
        List<Line> rows = rows(Line::isHeading);
        int columns = rows.getFirst().cells().size();
        boolean isUnlabelled = hasLabelFile || format.labels() == SampleFormat.LabelColumn.NONE || columns == length;
        int expected = isUnlabelled ? length : length + 1;
        if (columns != expected) {
            throw broken(
                    rows.getFirst(),
                    "it has " + columns + " columns, but the network reads " + length + " numbers"
                            + (isUnlabelled ? "" : " and a label goes with them"),
                    "give rows of " + length + " numbers, or " + (length + 1) + " with the label");
        }
        int labelColumn = isUnlabelled ? -1 : format.labels() == SampleFormat.LabelColumn.FIRST ? 0 : columns - 1;
        float[] values = new float[Math.multiplyExact(rows.size(), length)];
        int[] labels = new int[isUnlabelled ? 0 : rows.size()];
        int index = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                double number = number(rows.get(row), column);
                if (column == labelColumn) {
                    labels[row] = label(rows.get(row), number);
                } else {
                    values[index++] = (float) (format.factor() * number + format.offset());
                }
            }
        }
        return new Samples(values, rows.size(), labels);
    }

    /// The last column as labels. A first line that ends with a word is a heading.
    int[] labels() {
        List<Line> rows = rows(line -> !Line.isNumber(line.cells().getLast()));
        int[] labels = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            Line row = rows.get(i);
            labels[i] = label(row, number(row, row.cells().size() - 1));
        }
        return labels;
    }

    private double number(Line row, int column) {
        String cell = row.cells().get(column);
        try {
            double number = Double.parseDouble(cell);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, with the place.
        }
        String quoted = cell.length() > LONGEST_QUOTE ? cell.substring(0, LONGEST_QUOTE) + "..." : cell;
        throw broken(row, "'" + quoted + "' in column " + (column + 1) + " is not a number", "give numbers");
    }

    private int label(Line row, double number) {
        if (number != (int) number || number < 0) {
            throw broken(
                    row,
                    "the label " + number + " is not a class",
                    "give whole numbers from 0 on, or say where the label is with --label-column");
        }
        return (int) number;
    }

    private UserInputException broken(Line row, String what, String hint) {
        return UserInputException.of(file.toString(), "line " + row.number(), what, hint);
    }
}
