package io.rooftile.quantization.data;

import io.rooftile.core.UserInputException;
import io.rooftile.quantization.accuracy.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A table of numbers, comma-separated, one row a line. A first line in which not all cells are numbers is a header.
///
/// @param file for messages
/// @param rows as many numbers in each
/// @param firstLine line number of the first row
record CsvTable(Path file, List<String[]> rows, int firstLine) {
    static CsvTable parse(Path file, byte[] bytes) {
        List<String[]> rows = new ArrayList<>();
        int firstLine = 1;
        int line = 0;
        for (String text : new String(bytes, StandardCharsets.UTF_8).split("\\R", -1)) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            String[] cells = text.split(",", -1);
            if (rows.isEmpty() && line == 1 && !areNumbers(cells)) {
                firstLine = 2;
                continue;
            }
            if (!rows.isEmpty() && cells.length != rows.getFirst().length) {
                throw UserInputException.of(
                        file.toString(),
                        "line " + line,
                        "it has " + cells.length + " columns, the lines before " + rows.getFirst().length,
                        "give each row as many numbers");
            }
            rows.add(cells);
        }
        if (rows.isEmpty()) {
            throw UserInputException.of(file.toString(), "", "it holds no rows", "give one row of numbers a line");
        }
        return new CsvTable(file, rows, firstLine);
    }

    private static boolean areNumbers(String[] cells) {
        for (String cell : cells) {
            try {
                Double.parseDouble(cell.strip());
            } catch (NumberFormatException _) {
                return false;
            }
        }
        return true;
    }

    /// Rows of so many inputs, with their labels where the table has them.
    ///
    /// @param hasLabelFile whether labels come from elsewhere
    Samples samples(int length, SampleFormat format, boolean hasLabelFile) {
        int columns = rows.getFirst().length;
        boolean isUnlabelled = hasLabelFile || format.labels() == SampleFormat.LabelColumn.NONE || columns == length;
        int expected = isUnlabelled ? length : length + 1;
        if (columns != expected) {
            throw UserInputException.of(
                    file.toString(),
                    "line " + firstLine,
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
                double number = number(row, column);
                if (column == labelColumn) {
                    labels[row] = label(row, number);
                } else {
                    values[index++] = (float) (format.factor() * number + format.offset());
                }
            }
        }
        return new Samples(values, rows.size(), labels);
    }

    /// The last column as labels.
    int[] labels() {
        int[] labels = new int[rows.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = label(row, number(row, rows.getFirst().length - 1));
        }
        return labels;
    }

    private double number(int row, int column) {
        String cell = rows.get(row)[column].strip();
        try {
            double number = Double.parseDouble(cell);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, with the place.
        }
        throw UserInputException.of(
                file.toString(),
                place(row) + ", column " + (column + 1),
                "'" + cell + "' is not a number",
                "give numbers");
    }

    private int label(int row, double number) {
        if (number != (int) number || number < 0) {
            throw UserInputException.of(
                    file.toString(),
                    place(row),
                    "the label " + number + " is not a class",
                    "give whole numbers from 0 on, or say where the label is with --label-column");
        }
        return (int) number;
    }

    private String place(int row) {
        return "line " + (firstLine + row);
    }
}
