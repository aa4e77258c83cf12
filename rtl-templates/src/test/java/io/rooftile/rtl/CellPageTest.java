package io.rooftile.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The committed page is what the headers of the cells say now; `-Dgolden.update=true` writes it instead.
final class CellPageTest {
    private static final Path PAGE = Path.of(System.getProperty("rooftile.root", "."), "docs", "cells.md");
    private static final Path CELLS = Path.of("src", "main", "resources", "io", "rooftile", "rtl", "cells");
    private static final String ENDING = ".sv";

    @Test
    void theCommittedPageIsUpToDate() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(
                Files.readString(PAGE), page, "docs/cells.md is out of date: run this test with -Dgolden.update=true");
    }

    private static String page() throws IOException {
        try (Stream<Path> files = Files.list(CELLS)) {
            List<Path> cells = files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
            StringBuilder page = new StringBuilder("""
                    # Cells

                    Made from the headers of the cells in `rtl-templates`.

                    | cell | what | latency and interval |
                    |---|---|---|
                    """);
            for (Path cell : cells) {
                page.append(row(cell));
            }
            return page.toString();
        }
    }

    private static String row(Path cell) throws IOException {
        String name = cell.getFileName().toString().replace(ENDING, "");
        List<String> header = Files.readAllLines(cell).stream()
                .takeWhile(line -> line.startsWith("//"))
                .map(line -> line.substring(2).strip())
                .toList();
        String what = header.stream().takeWhile(line -> !line.isEmpty()).collect(Collectors.joining(" "));
        int end = what.indexOf(". ");
        int colon = what.indexOf(": ");
        String first = end > 0 ? what.substring(0, end) : what;
        String timing = header.stream()
                .filter(line -> line.contains("Latency") || line.contains("Combinational"))
                .map(line -> line.substring(Math.max(line.indexOf("Latency"), line.indexOf("Combinational"))))
                .findFirst()
                .orElse("");
        assertTrue(!timing.isEmpty(), name + " does not say its latency");
        String told = colon > 0 && first.length() > 160 ? what.substring(0, colon) : first;
        return "| `%s` | %s | %s |%n".formatted(name, told.replace("|", "\\|"), timing.replace("|", "\\|"));
    }
}
