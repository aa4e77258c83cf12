package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Fitted;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.costmodel.published.ConstantDense;
import io.rooftile.costmodel.published.ResourceDense;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables of `hls4ml.yaml`.
final class Hls4mlTables {
    private static final String SAMPLE = "wa_hls4ml_sample";
    private static final String GRID = "mlp_estimator_set";
    private static final String SCAN = "jet_tagging_mlp_bitwidth_scan";
    private static final String PRUNED = "jet_tagging_openml_pruned_and_hgq";
    private static final String TUTORIAL = "jet_tagging_hls4ml_tutorial_runs";
    private static final String STREAMED = "svhn_cnn_tutorial";

    /// Multipliers of a DSP48E2 are 27 bits wide; wider products are split.
    private static final int WIDEST_DSP_BITS = 27;

    private static final Pattern WIDTHS = Pattern.compile("\\d+(-\\d+)+");
    private static final Pattern FIXED = Pattern.compile("ap_u?fixed<\\s*(\\d+)\\s*,\\s*(-?\\d+)\\s*>");
    private static final Pattern IMAGE = Pattern.compile("input (\\d+)x(\\d+)x\\d+");

    private final Rows rows;

    private Hls4mlTables(Rows rows) {
        this.rows = rows;
    }

    static void read(TruthNode root, Context context, Rows rows) {
        Hls4mlTables tables = new Hls4mlTables(rows);
        root.find(SAMPLE).ifPresent(tables::sample);
        root.find(GRID).ifPresent(table -> table.rows("rows").forEach(tables::grid));
        root.find(SCAN).ifPresent(tables::scan);
        root.find(PRUNED).ifPresent(table -> table.rows("rows").forEach(tables::pruned));
        root.find(TUTORIAL).ifPresent(table -> table.rows("rows").forEach(tables::tutorial));
        root.find(STREAMED).ifPresent(tables::streamed);
        TinyTable.read(root, context, rows);
        UnreadTables.leaveOut(
                "hls4ml", root, List.of(SAMPLE, GRID, SCAN, PRUNED, TUTORIAL, STREAMED, TinyTable.NAME), rows);
    }

    /// Adds a row's figures, those that it has.
    private void add(TruthNode row, Measurement shared, Map<String, Supplier<Prediction>> predictions) {
        new TreeMap<>(predictions).forEach((figure, prediction) -> row.find(figure)
                .ifPresent(cell -> rows.add(
                        new Measurement(
                                shared.source(),
                                shared.kind(),
                                shared.family(),
                                shared.model(),
                                shared.board(),
                                figure,
                                cell.number()),
                        prediction.get())));
    }

    private static Measurement shared(String table, String kind, String family, String model) {
        return new Measurement("hls4ml/" + table, kind, family, model, "", "", 0);
    }

    /// Two and three dense layers; the kind of the resources is not verified, and kept apart as what it most likely
    /// is.
    private void sample(TruthNode table) {
        table.fields().forEach((key, _) -> {
            if (key.startsWith("rows")) {
                table.rows(key).forEach(this::sampleRow);
            }
        });
    }

    private void sampleRow(TruthNode row) {
        if (!row.has("dims")) {
            rows.leaveOut("hls4ml/" + SAMPLE, row.path(), "the widths of the layers are not published");
            return;
        }
        String dims = row.text("dims");
        ResourceDense dense =
                new ResourceDense(widths(row.get("dims")), row.count("weight_bits"), row.count("reuse_factor"));
        String model = dims + " " + dense.weightBits() + " bit, reuse " + dense.requestedReuse();
        add(
                row,
                shared(SAMPLE, "vsynth", dims, model),
                Map.of(
                        "latency_cycles", () -> new Counted(dense.latencyCycles()),
                        "dsp", () -> new Counted(dense.dsp()),
                        "lut", () -> new Fitted(dense.lut()),
                        "ff", () -> new Fitted(dense.ff()),
                        "bram", () -> new Fitted(dense.bram())));
    }

    private void grid(TruthNode row) {
        String model = row.text("model");
        String name = model + " " + row.text("config");
        var excluded = row.find("exclude").or(() -> row.find("suspect"));
        if (excluded.isPresent()) {
            rows.leaveOut("hls4ml/" + GRID, name, excluded.get().text());
            return;
        }
        boolean areBound = row.text("mult_impl").equals("dsp");
        ConstantDense dense = dense(row, row.text("weight_type"));
        int classes = dense.layers().getLast().outputs();
        add(
                row,
                shared(GRID, "csynth", model, name),
                Map.of(
                        "latency_cycles", () -> new Fitted(dense.guessedLatency()),
                        "ii", () -> new Fitted(dense.guessedInterval()),
                        "dsp", () -> gridDsp(dense, areBound),
                        "lut", () -> new Fitted(dense.guessedLut(!areBound)),
                        "ff", () -> new Fitted(dense.guessedFf()),
                        // The softmax looks up each class in a table of its own.
                        "bram18", () -> new Counted(classes)));
    }

    private static Prediction gridDsp(ConstantDense dense, boolean areBound) {
        if (!areBound) {
            return new Counted(0);
        }
        return dense.hasDspRule() ? new Counted(dense.limitedDsp()) : new Fitted(dense.dsp(true));
    }

    private ConstantDense dense(TruthNode row, String type) {
        List<ConstantDense.Layer> layers = row.rows("layers").stream()
                .map(layer -> new ConstantDense.Layer(
                        layer.count("n_in"),
                        layer.count("n_out"),
                        layer.find("n_zeros")
                                .map(zeros -> (long) zeros.number())
                                .orElse(0L)))
                .toList();
        if (layers.isEmpty()) {
            throw row.wrong("the key layers is missing or empty");
        }
        Format format = format(row, type);
        return new ConstantDense(
                layers, format.bits(), format.fractionBits(), row.count("reuse_factor"), row.number("target_clock_ns"));
    }

    private record Format(int bits, int fractionBits) {}

    private static Format format(TruthNode place, String text) {
        Matcher matcher = FIXED.matcher(text);
        if (!matcher.find()) {
            throw place.wrong("'" + text + "' is no ap_fixed<bits,integer bits>");
        }
        int bits = Integer.parseInt(matcher.group(1));
        return new Format(bits, bits - Integer.parseInt(matcher.group(2)));
    }

    private static List<Integer> widths(TruthNode cell) {
        Matcher matcher = WIDTHS.matcher(cell.text());
        if (!matcher.find()) {
            throw cell.wrong("there are no layer widths such as 16-64-5");
        }
        List<Integer> widths = new ArrayList<>();
        for (String width : matcher.group().split("-", -1)) {
            widths.add(Integer.parseInt(width));
        }
        return widths;
    }

    private static List<ConstantDense.Layer> layers(List<Integer> widths) {
        List<ConstantDense.Layer> layers = new ArrayList<>();
        for (int i = 1; i < widths.size(); i++) {
            layers.add(new ConstantDense.Layer(widths.get(i - 1), widths.get(i), 0));
        }
        return layers;
    }

    /// One network in many widths; each width is a family, because there is no other routed network.
    private void scan(TruthNode table) {
        List<ConstantDense.Layer> layers = layers(widths(table.get("model")));
        double clock = table.number("clock_ns");
        for (TruthNode row : table.rows("rows")) {
            String precision = row.text("precision");
            Format format = format(row, precision);
            ConstantDense dense = new ConstantDense(layers, format.bits(), format.fractionBits(), 1, clock);
            Map<String, Supplier<Prediction>> predictions = Map.of(
                    "lut", () -> new Fitted(dense.routedLut()),
                    "ff", () -> new Fitted(dense.routedFf()),
                    "dsp", () -> new Fitted(dense.dsp(false)),
                    "latency_cycles_rtlsim", () -> new Fitted(dense.simulatedLatency()),
                    "bram36", () -> new Impossible("no formula gives the tables of a softmax"),
                    "wns_ns", () -> new Impossible("no formula gives the slack"));
            Prediction tooWide = new Impossible("wider than a DSP block's " + WIDEST_DSP_BITS + " bits");
            Map<String, Supplier<Prediction>> none = new TreeMap<>();
            predictions.keySet().forEach(figure -> none.put(figure, () -> tooWide));
            add(row, shared(SCAN, "route", precision, precision), format.bits() > WIDEST_DSP_BITS ? none : predictions);
        }
        table.find("latency_resource_strategy_cycles")
                .ifPresent(cycles -> cycles.fields().forEach((bits, cell) -> {
                    ConstantDense dense = new ConstantDense(layers, Integer.parseInt(bits), 0, 1, clock);
                    rows.add(
                            new Measurement(
                                    "hls4ml/" + SCAN,
                                    "route",
                                    bits,
                                    bits + " bit",
                                    "",
                                    "latency_resource_strategy_cycles",
                                    cell.number()),
                            new Fitted(dense.simulatedResourceLatency()));
                }));
    }

    private void pruned(TruthNode row) {
        String model = row.text("model");
        List<TruthNode> types = row.get("weight_types").items();
        if (types.size() != 1) {
            Prediction mixed = new Impossible("every weight has a width of its own");
            add(
                    row,
                    shared(PRUNED, "csynth", model, model),
                    Map.of(
                            "latency_cycles", () -> mixed,
                            "ii", () -> mixed,
                            "dsp", () -> mixed,
                            "lut", () -> mixed,
                            "ff", () -> mixed,
                            "bram18", () -> mixed));
            return;
        }
        wide(row, PRUNED, "csynth", model, dense(row, types.getFirst().text()));
    }

    private void tutorial(TruthNode row) {
        String model = row.text("model");
        Format format = format(row, model);
        ConstantDense dense = new ConstantDense(
                layers(widths(row.get("model"))),
                format.bits(),
                format.fractionBits(),
                row.count("reuse_factor"),
                row.number("clock_ns"));
        wide(row, TUTORIAL, row.text("kind"), model, dense);
    }

    private void wide(TruthNode row, String table, String kind, String model, ConstantDense dense) {
        add(
                row,
                shared(table, kind, table, model),
                Map.of(
                        "latency_cycles", () -> new Fitted(dense.scheduledLatency()),
                        "ii", () -> new Fitted(dense.guessedInterval()),
                        "dsp", () -> new Fitted(dense.dsp(false)),
                        "lut", () -> new Fitted(dense.guessedLut(false)),
                        "ff", () -> new Fitted(dense.scheduledFf()),
                        "bram18", () -> new Impossible("no formula gives the tables of a softmax")));
    }

    /// A streamed convolution takes a pixel in each cycle, and as many more as it takes to see the end.
    private void streamed(TruthNode table) {
        Matcher image = IMAGE.matcher(table.text("model"));
        if (!image.find()) {
            throw table.get("model").wrong("there is no 'input HEIGHTxWIDTHxCHANNELS'");
        }
        double pixels = (double) Integer.parseInt(image.group(1)) * Integer.parseInt(image.group(2));
        for (TruthNode row : table.rows("rows")) {
            String variant = row.text("variant");
            Prediction whole = new Impossible("no formula gives this of a whole convolutional network");
            add(
                    row,
                    shared(STREAMED, "csynth", variant, variant),
                    Map.of(
                            "ii", () -> new Counted(pixels + 4),
                            "latency_cycles", () -> new Counted(pixels + 4)));
            for (String kind : List.of("vsynth", "csynth_instance")) {
                row.find(kind).ifPresent(cells -> cells.fields()
                        .forEach((figure, _) ->
                                add(cells, shared(STREAMED, kind, variant, variant), Map.of(figure, () -> whole))));
            }
        }
    }
}
