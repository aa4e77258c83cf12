package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.LoopNest;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.published.FinnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// FINN accelerators on boards, where network, folding and clock are known.
final class FinnBoardTable {
    private static final String TABLE = "board_results";
    private static final double MEGA = 1e6;
    private static final double NANOSECONDS = 1e9;

    /// The fabric clock that PYNQ sets on Zynq-7000 boards, unless told otherwise.
    private static final double PYNQ_HERTZ = 100e6;

    private static final Pattern DIMENSIONS = Pattern.compile("\\d+(-\\d+){2,}");
    private static final int MOBILENET_SIDE = 224;

    private final TruthNode root;
    private final Topologies topologies;

    private FinnBoardTable(TruthNode root, Topologies topologies) {
        this.root = root;
        this.topologies = topologies;
    }

    static void read(TruthNode root, Topologies topologies, Rows rows) {
        FinnBoardTable table = new FinnBoardTable(root, topologies);
        root.find(TABLE).ifPresent(results -> results.rows("rows").forEach(row -> table.row(row, rows)));
    }

    private void row(TruthNode row, Rows rows) {
        String model = row.text("model");
        Optional<List<FinnStage>> stages = stages(row, model);
        Optional<Double> clock = clock(row);
        Map<String, ToDoubleFunction<List<FinnStage>>> cycles = Map.of(
                "throughput_ips", FinnStage::intervalCycles,
                "latency_us", FinnStage::latencyCycles);
        for (String figure :
                List.of("throughput_ips", "latency_us", "latency_ms", "lut", "ff", "bram36", "bram18", "dsp")) {
            row.find(figure).ifPresent(cell -> {
                Measurement measurement = new Measurement(
                        "finn/" + TABLE, row.text("kind"), model, model, row.text("board"), figure, cell.number());
                ToDoubleFunction<List<FinnStage>> count = cycles.get(figure);
                if (count == null) {
                    rows.add(measurement, new Impossible("no formula gives this of a whole FINN accelerator"));
                } else if (stages.isEmpty()) {
                    rows.add(measurement, new Impossible("network or folding is not published"));
                } else if (clock.isEmpty()) {
                    rows.add(measurement, new Impossible("the clock is not published"));
                } else {
                    double needed = count.applyAsDouble(stages.get());
                    rows.add(
                            measurement,
                            new Counted(
                                    figure.equals("throughput_ips")
                                            ? clock.get() / needed
                                            : MEGA * needed / clock.get()));
                }
            });
        }
    }

    /// The printed clock; else the one that the build of the folding asks for; else PYNQ's.
    private Optional<Double> clock(TruthNode row) {
        Optional<Double> printed = row.find("clock_mhz").map(cell -> cell.number() * MEGA);
        Optional<Double> built = row.find("folding")
                .map(folding -> folding.text().split("/", 2)[0])
                .flatMap(group -> root.find("finn_examples_folding_configs")
                        .flatMap(table -> table.find("synth_clk_period_ns"))
                        .flatMap(periods -> periods.find(group)))
                .map(period -> NANOSECONDS / period.number());
        Optional<Double> pynq = row.text("board").startsWith("PYNQ") ? Optional.of(PYNQ_HERTZ) : Optional.empty();
        return printed.or(() -> built).or(() -> pynq);
    }

    private Optional<List<FinnStage>> stages(TruthNode row, String model) {
        Optional<List<Folding>> folding = row.find("folding")
                .flatMap(name -> root.find("finn_examples_folding_configs")
                        .flatMap(table -> table.find("configs"))
                        .flatMap(configs -> configs.find(name.text())))
                .map(FinnBoardTable::foldings);
        String lower = model.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mobilenet-v1")) {
            return topologies
                    .network("mobilenet_v1_1.0", MOBILENET_SIDE, MOBILENET_SIDE)
                    .flatMap(network -> folding.flatMap(folds -> folded(shapes(network), folds)));
        }
        String name = lower.split("[-_ ]", 2)[0].toUpperCase(Locale.ROOT);
        return root.find("topologies").flatMap(all -> all.find(name)).flatMap(topology -> {
            Optional<List<Folding>> own = topology.find("bnn_pynq_folding").map(FinnBoardTable::ownFoldings);
            return shapes(topology).flatMap(shapes -> folding.or(() -> own).flatMap(folds -> folded(shapes, folds)));
        });
    }

    /// @param rows output rows
    private record Shape(long pixels, int rows, long inputs, long outputs) {}

    private record Folding(int pe, int simd) {}

    private static Optional<List<FinnStage>> folded(List<Shape> shapes, List<Folding> foldings) {
        if (shapes.size() != foldings.size()) {
            return Optional.empty();
        }
        List<FinnStage> stages = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            Folding folding = foldings.get(i);
            stages.add(FinnStage.of(
                    shape.pixels(), shape.rows(), shape.inputs(), shape.outputs(), folding.pe(), folding.simd()));
        }
        return Optional.of(stages);
    }

    /// A depthwise unit takes one input at a time.
    private static List<Folding> foldings(TruthNode config) {
        return config.items().stream()
                .map(node -> new Folding(node.count("PE"), node.has("SIMD") ? node.count("SIMD") : 1))
                .toList();
    }

    private static List<Folding> ownFoldings(TruthNode folding) {
        List<TruthNode> pe = folding.get("pe").items();
        List<TruthNode> simd = folding.get("simd").items();
        List<Folding> foldings = new ArrayList<>();
        for (int i = 0; i < Math.min(pe.size(), simd.size()); i++) {
            foldings.add(new Folding((int) pe.get(i).number(), (int) simd.get(i).number()));
        }
        return foldings;
    }

    private static List<Shape> shapes(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.macs() > 0)
                .map(FinnBoardTable::shape)
                .toList();
    }

    private static Shape shape(Layer layer) {
        LoopNest loops = layer.loops();
        long taps = (long) loops.fy() * loops.fx();
        boolean isDepthwise = layer instanceof Convolution convolution && convolution.isDepthwise();
        return new Shape(
                (long) loops.oy() * loops.ox(),
                loops.oy(),
                taps * loops.c(),
                isDepthwise ? (long) loops.g() * loops.k() : loops.k());
    }

    /// A topology of the file: its layers, its matrices, or its widths in words.
    private static Optional<List<Shape>> shapes(TruthNode topology) {
        if (topology.has("layers")) {
            return Optional.of(
                    topology.rows("layers").stream().map(FinnBoardTable::shape).toList());
        }
        if (topology.has("layers_mw_mh")) {
            return Optional.of(topology.rows("layers_mw_mh").stream()
                    .map(TruthNode::items)
                    .map(sides -> new Shape(1, 1, (long) sides.getFirst().number(), (long)
                            sides.getLast().number()))
                    .toList());
        }
        Matcher widths = DIMENSIONS.matcher(topology.text("source"));
        if (!widths.find()) {
            return Optional.empty();
        }
        String[] sides = widths.group().split("-");
        List<Shape> shapes = new ArrayList<>();
        for (int i = 1; i < sides.length; i++) {
            shapes.add(new Shape(1, 1, Long.parseLong(sides[i - 1]), Long.parseLong(sides[i])));
        }
        return Optional.of(shapes);
    }

    private static Shape shape(TruthNode layer) {
        if (layer.has("mw")) {
            return new Shape(1, 1, layer.count("mw"), layer.count("mh"));
        }
        int side = layer.count("ofm");
        int filter = Integer.parseInt(layer.text("l").replaceAll(".*x", ""));
        return new Shape((long) side * side, side, (long) filter * filter * layer.count("cin"), layer.count("cout"));
    }
}
