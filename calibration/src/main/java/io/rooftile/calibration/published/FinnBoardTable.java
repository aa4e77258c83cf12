package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Counted;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.costmodel.published.FinnStage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// FINN accelerators on boards, where network, folding and clock are known.
final class FinnBoardTable {
    static final String TABLE = "board_results";
    private static final double MEGA = 1e6;
    private static final double NANOSECONDS = 1e9;

    /// The fabric clock that PYNQ sets on Zynq-7000 boards, unless told otherwise.
    private static final double PYNQ_HERTZ = 100e6;

    private static final int MOBILENET_SIDE = 224;

    private final TruthNode root;
    private final Topologies topologies;
    private final FinnFoldings foldings;

    private FinnBoardTable(TruthNode root, Topologies topologies) {
        this.root = root;
        this.topologies = topologies;
        this.foldings = FinnFoldings.of(root);
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
        String lower = model.toLowerCase(Locale.ROOT);
        Optional<String> folding = row.find("folding").map(TruthNode::text);
        if (lower.startsWith("mobilenet-v1")) {
            return topologies
                    .network("mobilenet_v1_1.0", MOBILENET_SIDE, MOBILENET_SIDE)
                    .flatMap(network -> folding.flatMap(name -> foldings.stages(network, name)));
        }
        String topology = lower.split("[-_ ]", 2)[0].toUpperCase(Locale.ROOT);
        return folding.flatMap(name -> foldings.stages(topology, name)).or(() -> foldings.ownStages(topology));
    }
}
