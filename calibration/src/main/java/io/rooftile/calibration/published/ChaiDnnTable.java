package io.rooftile.calibration.published;

import io.rooftile.calibration.published.Prediction.Fitted;
import io.rooftile.calibration.published.Prediction.FittedRate;
import io.rooftile.calibration.published.Prediction.Impossible;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.published.ChaiDnn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// CHaiDNN's resources and frames per second; each network is a family for its times, each device for its resources.
final class ChaiDnnTable {
    static final String NAME = "chaidnn_v2";

    private static final String SOURCE = "dpu/" + NAME;
    private static final double MEGA = 1e6;
    private static final Pattern FIGURE = Pattern.compile("w(\\d+)(_conv_only|_with_fc_on_cpu)?");

    /// What the table's networks are among the topologies that come with Rooftile, with the size they are used at.
    private static final Map<String, String> TOPOLOGIES = Map.of(
            "googlenet", "inception_v1",
            "alexnet", "alexnet",
            "resnet50", "resnet50",
            "vgg16", "vgg16");

    private static final int SIDE = 224;

    private final Topologies topologies;
    private final Rows rows;

    private ChaiDnnTable(Topologies topologies, Rows rows) {
        this.topologies = topologies;
        this.rows = rows;
    }

    static void read(TruthNode root, Topologies topologies, Rows rows) {
        ChaiDnnTable table = new ChaiDnnTable(topologies, rows);
        root.find(NAME).ifPresent(node -> node.rows("rows").forEach(table::row));
    }

    private void row(TruthNode row) {
        String device = row.text("device");
        ChaiDnn engine = new ChaiDnn(row.count("compute_dsps"), row.number("clock2x_mhz") * MEGA);
        String model = engine.computeDsp() + " DSP";
        for (String resource : List.of("lut", "ff", "dsp")) {
            row.find(resource)
                    .ifPresent(cell -> rows.add(
                            new Measurement(SOURCE, "route", device, model, device, resource, cell.number()),
                            new Fitted(engine.blocks(resource))));
        }
        for (String resource : List.of("bram36", "uram")) {
            row.find(resource)
                    .ifPresent(cell -> rows.add(
                            new Measurement(SOURCE, "route", device, model, device, resource, cell.number()),
                            new Impossible("the buffers are not published")));
        }
        row.find("fps").ifPresent(nets -> nets.fields().forEach((net, figures) -> figures.fields()
                .forEach((figure, cell) -> rows.add(
                        new Measurement(
                                SOURCE, "board", net, net + ", " + model, device, "fps_" + figure, cell.number()),
                        prediction(engine, net, figure)))));
    }

    private Prediction prediction(ChaiDnn engine, String net, String figure) {
        Optional<Network> network =
                Optional.ofNullable(TOPOLOGIES.get(net)).flatMap(topology -> topologies.network(topology, SIDE, SIDE));
        Matcher matcher = FIGURE.matcher(figure);
        if (network.isEmpty() || !matcher.matches()) {
            return new Impossible("the layers of " + net + " are not known");
        }
        boolean hasDense = "_with_fc_on_cpu".equals(matcher.group(2));
        return new FittedRate(engine.milliseconds(network.get(), Integer.parseInt(matcher.group(1)), hasDense));
    }
}
