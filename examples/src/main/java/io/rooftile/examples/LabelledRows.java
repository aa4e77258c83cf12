package io.rooftile.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Labelled integer rows, all of one length, in the order they are stored.
///
/// As text: one row per line, no header, comma-separated decimal integers, the label first and then the values.
record LabelledRows(List<Row> rows) {

    /// One example: its class and its values as integers, before the model's input scale is applied.
    record Row(int label, List<Integer> values) {
        Row {
            values = List.copyOf(values);
        }
    }

    LabelledRows {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("rows must hold at least one row, but holds none");
        }
        int length = rows.getFirst().values().size();
        for (Row row : rows) {
            if (row.values().size() != length) {
                throw new IllegalArgumentException("every row must have the %d values of the first, but one has %d"
                        .formatted(length, row.values().size()));
            }
        }
    }

    int valuesPerRow() {
        return rows.getFirst().values().size();
    }

    static LabelledRows read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<Integer> numbers = List.of(line.split(",", -1)).stream()
                        .map(Integer::valueOf)
                        .toList();
                rows.add(new Row(numbers.getFirst(), numbers.subList(1, numbers.size())));
            }
        }
        return new LabelledRows(rows);
    }

    void write(Path file) throws IOException {
        String text = rows.stream()
                .map(row -> row.label() + ","
                        + row.values().stream().map(String::valueOf).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
