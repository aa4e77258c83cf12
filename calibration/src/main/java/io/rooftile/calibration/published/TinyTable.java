package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.costmodel.published.FinnStage;
import io.rooftile.costmodel.published.ResourceDense;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// MLPerf Tiny on boards. The published times have the host's driver in them, so they are upper bounds.
final class TinyTable {
    static final String NAME = "mlperf_tiny";

    private static final double CLOCK_HERTZ = 100e6;
    private static final double MEGA = 1e6;
    private static final Pattern WIDTHS = Pattern.compile("\\d+(-\\d+){2,}");
    private static final Pattern REUSE = Pattern.compile("RF (\\d+)");
    private static final Pattern FOLDING = Pattern.compile("(\\S+_folding_config\\.json)");

    private final TruthNode table;
    private final Context context;

    private TinyTable(TruthNode table, Context context) {
        this.table = table;
        this.context = context;
    }

    static void read(TruthNode root, Context context, Rows rows) {
        root.find(NAME)
                .ifPresent(table -> table.rows("rows").forEach(row -> new TinyTable(table, context).row(row, rows)));
    }

    private void row(TruthNode row, Rows rows) {
        String model = row.text("model");
        String kind = table.text("kind");
        String board = row.text("board");
        Optional<Double> cycles = cycles(model);
        for (var cell : row.fields().entrySet()) {
            String figure = cell.getKey();
            if (cell.getValue().isNumber()) {
                Prediction prediction = new Impossible("no formula gives this of a whole accelerator");
                if (figure.equals("latency_us") || figure.startsWith("throughput_ips")) {
                    prediction = cycles.<Prediction>map(needed -> new Counted(
                                    figure.equals("latency_us") ? MEGA * needed / CLOCK_HERTZ : CLOCK_HERTZ / needed))
                            .orElse(new Impossible("the layers are not published"));
                }
                rows.add(
                        new Measurement(
                                "hls4ml/" + NAME,
                                kind,
                                model,
                                model,
                                board,
                                figure,
                                cell.getValue().number()),
                        prediction);
            }
        }
        row.find("route").ifPresent(cells -> cells.fields().forEach((figure, cell) -> {
            if (cell.isNumber()) {
                rows.add(
                        new Measurement("hls4ml/" + NAME, "route", model, model, board, figure, cell.number()),
                        new Impossible("no formula gives this of a whole accelerator"));
            }
        }));
    }

    /// Cycles of one inference: the harness waits for each before it sends the next.
    private Optional<Double> cycles(String model) {
        Optional<String> text =
                table.find("models").flatMap(models -> models.find(model)).map(TruthNode::text);
        return text.flatMap(description -> dense(description).or(() -> finn(model, description)));
    }

    private static Optional<Double> dense(String description) {
        Matcher widths = WIDTHS.matcher(description);
        Matcher reuse = REUSE.matcher(description);
        if (!widths.find() || !reuse.find()) {
            return Optional.empty();
        }
        List<Integer> sides = new ArrayList<>();
        for (String side : widths.group().split("-", -1)) {
            sides.add(Integer.parseInt(side));
        }
        return Optional.of((double) new ResourceDense(sides, 16, Long.parseLong(reuse.group(1))).latencyCycles());
    }

    private Optional<Double> finn(String model, String description) {
        Matcher folding = FOLDING.matcher(description);
        if (!folding.find()) {
            return Optional.empty();
        }
        String topology = model.split("[-_ ]", 2)[0].toUpperCase(Locale.ROOT);
        return context.folder()
                .file("finn.yaml")
                .flatMap(root -> FinnFoldings.of(root).stages(topology, folding.group(1)))
                .map(FinnStage::latencyCycles);
    }
}
