package io.rooftile.calibration.vivado;

import io.rooftile.core.device.ResourceVector;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the text that `report_utilization` writes without options, for 7-series, UltraScale and UltraScale+.
public final class UtilisationReport {
    private static final String SITE_TYPE = "Site Type";
    private static final String USED = "Used";
    private static final int HALVES_PER_TILE = 2;

    private UtilisationReport() {}

    /// The blocks that the design takes; block RAM in 18 Kb halves.
    ///
    /// @throws io.rooftile.core.UserInputException when the file is no such report
    public static ResourceVector read(Path file) {
        Map<String, String> used = used(file);
        return new ResourceVector(
                count(file, used, 1, "CLB LUTs", "Slice LUTs"),
                count(file, used, 1, "CLB Registers", "Slice Registers"),
                count(file, used, 1, "DSPs"),
                // A tile of which one half is used counts as 0.5.
                count(file, used, HALVES_PER_TILE, "Block RAM Tile"),
                used.containsKey("URAM") ? count(file, used, 1, "URAM") : 0);
    }

    /// The column `Used` of all tables of sites; where a site is in two tables, the first one counts.
    private static Map<String, String> used(Path file) {
        Map<String, String> used = new HashMap<>();
        int column = -1;
        int columns = 0;
        for (String line : ReportText.lines(file)) {
            if (!line.startsWith("|")) {
                // A border is within a table, anything else is behind it.
                column = line.startsWith("+") ? column : -1;
                continue;
            }
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            if (cells.contains(SITE_TYPE)) {
                column = cells.indexOf(USED);
                columns = cells.size();
                if (column < 0) {
                    throw ReportText.wrong(file, "", "a table of sites has no column " + USED);
                }
            } else if (column >= 0) {
                if (cells.size() != columns) {
                    throw ReportText.wrong(
                            file, "row " + cells.get(1), "it has " + cells.size() + " cells, not " + columns);
                }
                // The star refers to a footnote.
                used.putIfAbsent(cells.get(1).replaceAll("\\*$", ""), cells.get(column));
            }
        }
        return used;
    }

    private static long count(Path file, Map<String, String> used, int factor, String... names) {
        Optional<String> text = Arrays.stream(names)
                .flatMap(name -> Optional.ofNullable(used.get(name)).stream())
                .findFirst();
        if (text.isEmpty()) {
            throw ReportText.wrong(file, "", "there is no row " + String.join(" or ", names));
        }
        try {
            return new BigDecimal(text.get())
                    .multiply(BigDecimal.valueOf(factor))
                    .longValueExact();
        } catch (NumberFormatException exception) {
            throw ReportText.wrong(file, "row " + names[0], "'" + text.get() + "' is no number");
        } catch (ArithmeticException exception) {
            throw ReportText.wrong(file, "row " + names[0], "'" + text.get() + "' is no whole number of blocks");
        }
    }
}
