package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Fitted;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.costmodel.published.MatrixVectorUnit;
import io.rooftile.costmodel.published.MatrixVectorUnit.Bits;
import io.rooftile.costmodel.published.MatrixVectorUnit.Layer;
import io.rooftile.costmodel.published.MatrixVectorUnit.Style;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Synthesised matrix-vector units of FINN: a table of configurations, and sweeps of one parameter.
final class FinnUnitTables {
    private static final String KIND = "vsynth";
    static final String CONFIGS = "mvau_configs";
    static final String SWEEPS = "mvau_sweeps";
    private static final List<String> FIGURES = List.of("lut", "ff", "bram", "lat", "dly", "delay_ns");

    private final Rows rows;

    private FinnUnitTables(Rows rows) {
        this.rows = rows;
    }

    static void read(TruthNode root, Rows rows) {
        FinnUnitTables tables = new FinnUnitTables(rows);
        root.find(CONFIGS).ifPresent(table -> table.rows("rows").forEach(tables::config));
        root.find(SWEEPS).ifPresent(table -> table.rows("rows").forEach(tables::sweep));
    }

    private void config(TruthNode row) {
        int taps = row.count("kdim") * row.count("kdim");
        long side = row.count("ifm_dim") - row.count("kdim") + 1L;
        MatrixVectorUnit unit = new MatrixVectorUnit(
                new Layer(side * side, taps, row.count("ifm_ch"), row.count("ofm_ch")),
                row.count("pe"),
                row.count("simd"),
                new Bits(row.count("w_bits"), row.count("in_bits"), row.count("out_bits")));
        String config = "config " + row.text("config");
        for (Style style : Style.values()) {
            String word = style.name().toLowerCase(Locale.ROOT);
            row.find(word)
                    .ifPresent(cells -> FIGURES.forEach(figure -> cells.find(figure)
                            .ifPresent(cell ->
                                    add(CONFIGS, config, config + " " + word, figure, cell.number(), style, unit))));
        }
    }

    /// The parameters that a sweep keeps are not printed; the cycles that are give them.
    private void sweep(TruthNode row) {
        String series = row.text("name");
        String type = row.find("datatype").map(TruthNode::text).orElse("");
        String family = row.text("cell") + ":" + series + ":" + type;
        String swept = row.text("sweep");
        Style style = series.startsWith("rtl") ? Style.RTL : Style.HLS;
        if (unit(swept, 1, type).isEmpty()) {
            rows.leaveOut("finn/" + SWEEPS, family, "the parameters that a sweep of " + swept + " keeps are not known");
            return;
        }
        List<TruthNode> values = row.get("values").items();
        for (String figure : FIGURES) {
            Optional<TruthNode> figures = row.find(figure);
            if (figures.isEmpty()) {
                continue;
            }
            List<TruthNode> cells = figures.get().items();
            if (cells.size() != values.size()) {
                throw figures.get().wrong("there are " + cells.size() + " figures for " + values.size() + " values");
            }
            for (int i = 0; i < cells.size(); i++) {
                int value = (int) values.get(i).number();
                String model = series + " " + swept + "=" + value + " " + (type.isEmpty() ? "XNOR" : type);
                TruthNode cell = cells.get(i);
                if (cell.isNumber()) {
                    unit(swept, value, type)
                            .ifPresent(unit -> add(SWEEPS, family, model, figure, cell.number(), style, unit));
                } else {
                    rows.leaveOut("finn/" + SWEEPS, model, "no " + figure + " is published");
                }
            }
        }
    }

    private static Optional<MatrixVectorUnit> unit(String swept, int value, String type) {
        return switch (swept) {
            case "IFM_Ch" -> Optional.of(unit(new Layer(pixels(32, 4), 16, value, 64), 2, 2, type));
            case "OFM_Ch" -> Optional.of(unit(new Layer(pixels(32, 4), 16, 64, value), 2, 2, type));
            case "IFM_Dim" -> Optional.of(unit(new Layer(pixels(value, 4), 16, 64, 64), 2, 2, type));
            case "KDim", "K_Dim" -> Optional.of(unit(new Layer(pixels(32, value), value * value, 64, 64), 2, 2, type));
            case "PE" -> Optional.of(unit(new Layer(pixels(8, 4), 16, 64, 64), value, 64, type));
            case "SIMD" -> Optional.of(unit(new Layer(pixels(8, 4), 16, 64, 64), 64, value, type));
            case "MLP" ->
                Optional.of(unit(new Layer(1, 1, value, value), Math.max(1, value / 2), Math.max(1, value / 2), type));
            case "OWL" -> {
                MatrixVectorUnit unit = unit(new Layer(pixels(16, 4), 16, 64, 64), 32, 32, type);
                Bits bits = unit.bits();
                yield Optional.of(new MatrixVectorUnit(
                        unit.layer(), unit.pe(), unit.simd(), new Bits(bits.weight(), bits.activation(), value)));
            }
            default -> Optional.empty();
        };
    }

    private static long pixels(int side, int filterSide) {
        long outputSide = Math.max(1, side - filterSide + 1);
        return outputSide * outputSide;
    }

    /// A sweep without a type is of the XNOR unit, whose figures it nearly repeats.
    private static MatrixVectorUnit unit(Layer layer, int pe, int simd, String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        int weight = lower.contains("4-bit") ? 4 : 1;
        int activation = lower.contains("4-bit") || lower.contains("binary") ? 4 : 1;
        return new MatrixVectorUnit(
                layer, pe, simd, Bits.exact(weight, activation, (long) layer.taps() * layer.inputChannels()));
    }

    private void add(
            String table,
            String family,
            String model,
            String figure,
            double published,
            Style style,
            MatrixVectorUnit unit) {
        rows.add(
                measurement(table, family, model, figure, published),
                switch (figure) {
                    case "lut" -> new Fitted(unit.lut(style));
                    case "ff" -> new Fitted(unit.ff(style));
                    case "lat" -> new Counted(unit.cycles());
                    // The table of the RTL unit counts in 36 Kb.
                    case "bram" -> new Counted(style == Style.HLS ? unit.bram18() : unit.bram18() / 2.0);
                    default -> new Impossible("no formula gives the delay of a unit");
                });
    }

    private static Measurement measurement(String table, String family, String model, String figure, double published) {
        String name = model.startsWith("rtl") || model.endsWith("rtl") ? "rtl_" + figure : "hls_" + figure;
        return new Measurement("finn/" + table, KIND, family, model, "", name, published);
    }
}
