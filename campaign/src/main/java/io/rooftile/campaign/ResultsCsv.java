package io.rooftile.campaign;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `results.csv`: the fronts of all cells, a row per design, and a row without figures for each cell that has none.
/// Every column has one type, and an empty field is a figure that is not there.
final class ResultsCsv {
    private static final String HEADER = "cell,id,model,macs,board,family,objectives,constraints,seed,state,message,"
            + "evaluations,design,best,merged,latency_cycles,latency_ms,interval_cycles,throughput_fps,lut,ff,dsp,bram,uram,"
            + "utilisation,power_mw,energy_mj,accuracy,clock_mhz,offchip_bytes,coefficient_set";

    private static final String NO_FIGURES = ",".repeat(19);

    private ResultsCsv() {}

    static String text(List<CellRecord> records) {
        Islands islands = Islands.of(records);
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (CellRecord record : records) {
            String start = start(record);
            if (record.result().designs().isEmpty()) {
                csv.append(start).append(NO_FIGURES).append('\n');
            }
            for (DesignRow design : record.result().designs()) {
                csv.append(start)
                        .append(',')
                        .append(figures(design, islands.isMerged(record.cell(), design)))
                        .append('\n');
            }
        }
        return csv.toString();
    }

    private static String start(CellRecord record) {
        Cell cell = record.cell();
        CellResult result = record.result();
        return line(
                cell.number(),
                cell.id(),
                cell.model().name(),
                result.macs() == 0 ? "" : result.macs(),
                cell.board().name(),
                cell.family().word(),
                cell.objectiveWords(),
                cell.limitWords(),
                cell.seed(),
                result.state().word(),
                result.message(),
                result.macs() == 0 ? "" : result.evaluations());
    }

    private static String figures(DesignRow row, boolean isMerged) {
        return line(
                row.design(),
                row.best(),
                isMerged ? 1 : 0,
                row.latencyCycles(),
                row.latencyMilliseconds(),
                row.intervalCycles(),
                row.throughputPerSecond(),
                row.lut(),
                row.ff(),
                row.dsp(),
                row.bram(),
                row.uram(),
                row.utilisation(),
                row.powerMilliwatts(),
                row.energyMillijoules(),
                row.accuracy(),
                row.clockMegahertz(),
                row.offChipBytes(),
                row.coefficientSet());
    }

    private static String line(@Nullable Object... values) {
        return Stream.of(values).map(ResultsCsv::field).collect(Collectors.joining(","));
    }

    /// Six significant digits, as in `front.csv`; texts in quotes where they need them. source: RFC 4180.
    private static String field(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number -> String.format(Locale.ROOT, "%.6g", number);
            case String text
            when text.contains(",") || text.contains("\"") || text.contains("\n") ->
                "\"" + text.replace("\"", "\"\"") + "\"";
            default -> value.toString();
        };
    }
}
