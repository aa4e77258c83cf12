package io.rooftile.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Violation;
import io.rooftile.dse.Exploration;
import io.rooftile.dse.FrontDesign;
import io.rooftile.dse.NearMiss;
import io.rooftile.dse.Objective;
import io.rooftile.dse.SearchStatistics.FamilyStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `result.json`: the front with its per-layer breakdown, what did not fit, and how the search went.
public final class ResultJson {
    /// Raised when a field changes its meaning or goes; new fields do not raise it.
    static final int SCHEMA_VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultJson() {}

    static ObjectNode of(Exploration exploration) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.put("network", exploration.network().name());
        root.put("macs", exploration.network().macs());
        root.put("board", exploration.target().board().name());
        root.put("part", exploration.target().board().part().name());
        root.put("coefficient_set", exploration.target().coefficients().id());
        root.put("robust", exploration.target().isRobust());
        root.put("seed", exploration.settings().seed());
        ArrayNode objectives = root.putArray("objectives");
        for (Objective objective : exploration.settings().objectives()) {
            objectives
                    .addObject()
                    .put("name", objective.word())
                    .put("unit", objective.unit())
                    .put("direction", objective.direction().word());
        }
        accuracy(root, exploration);
        List<String> front = exploration.front().stream().map(FrontDesign::id).toList();
        ArrayNode designs = root.putArray("designs");
        for (FrontDesign design : exploration.familyFronts()) {
            ObjectNode node = estimate(design.estimate());
            node.put("design", design.id());
            node.put("on_front", front.contains(design.id()));
            designs.add(node);
        }
        ArrayNode infeasible = root.putArray("nearest_infeasible");
        exploration.nearMisses().forEach(miss -> infeasible.add(nearMiss(miss)));
        ArrayNode search = root.putArray("search");
        exploration.statistics().families().forEach(family -> search.add(statistics(family)));
        return root;
    }

    /// Adds what the accuracy of the designs is, where it is known.
    static void accuracy(ObjectNode node, Exploration exploration) {
        exploration.accuracy().ifPresent(accuracy -> {
            ObjectNode measure = node.putObject("accuracy")
                    .put("metric", accuracy.metric())
                    .put("unit", accuracy.unit())
                    .put("basis", accuracy.basis().toString());
            accuracy.ofReal().ifPresent(ofReal -> measure.put("of_real", ofReal));
            measure.put("note", accuracy.note());
        });
    }

    /// One estimate with its layers, as `estimate --json` prints it.
    public static ObjectNode estimate(Estimate estimate) {
        Figures figures = estimate.figures();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("family", estimate.design().family().word());
        node.put("latency_cycles", figures.latencyCycles);
        node.put("latency_ms", figures.latencyMilliseconds());
        node.put("interval_cycles", figures.intervalCycles);
        node.put("throughput_fps", figures.throughputPerSecond());
        node.put("clock_mhz", figures.clockHertz / 1e6);
        node.put("lut", figures.lut);
        node.put("ff", figures.ff);
        node.put("dsp", figures.dsp);
        node.put("bram", figures.bram);
        node.put("uram", figures.uram);
        node.put("utilisation", figures.worstUtilisationFraction);
        node.put("power_mw", figures.powerMilliwatts);
        node.put("energy_mj", figures.energyMillijoules);
        if (figures.hasAccuracy()) {
            node.put("accuracy", figures.accuracy);
        }
        node.put("offchip_bytes", figures.offChipBytes);
        node.put("coefficient_set", estimate.coefficientSet());
        if (figures.hasIntervals()) {
            ObjectNode intervals = node.putObject("intervals");
            intervals.putObject("lut").put("low", figures.lutLow).put("high", figures.lutHigh);
            intervals.putObject("ff").put("low", figures.ffLow).put("high", figures.ffHigh);
        }
        if (figures.fmaxHertz > 0) {
            node.putObject("fmax_mhz")
                    .put("estimate", figures.fmaxHertz / 1e6)
                    .put("low", figures.fmaxLowHertz / 1e6)
                    .put("high", figures.fmaxHighHertz / 1e6);
        }
        ObjectNode basis = node.putObject("basis");
        for (Map.Entry<String, ?> entry : new TreeMap<>(estimate.basis()).entrySet()) {
            basis.put(entry.getKey(), entry.getValue().toString());
        }
        ArrayNode layers = node.putArray("layers");
        estimate.layers().forEach(layer -> layers.add(layer(layer)));
        return node;
    }

    private static ObjectNode layer(LayerEstimate layer) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("layer", layer.layer());
        node.put("type", layer.type());
        node.put("mapping", layer.mapping());
        node.put("macs", layer.work().macs());
        node.put("cycles", layer.work().cycles());
        node.put("offchip_bytes", layer.work().offChipBytes());
        node.put("energy_uj", layer.work().energyMicrojoules());
        node.put("bound", layer.work().bound().word());
        node.put("efficiency", layer.work().efficiencyFraction());
        node.put("macs_per_cycle_peak", layer.work().macsPerCyclePeak());
        node.put("lut", layer.resources().lut());
        node.put("ff", layer.resources().ff());
        node.put("dsp", layer.resources().dsp());
        node.put("bram", layer.resources().bram());
        node.put("uram", layer.resources().uram());
        return node;
    }

    private static ObjectNode nearMiss(NearMiss miss) {
        ObjectNode node = estimate(miss.outcome().estimate());
        violations(node, miss.outcome().violations());
        return node;
    }

    /// Adds what stands in the way of a design.
    public static void violations(ObjectNode node, List<Violation> violations) {
        ArrayNode array = node.putArray("violations");
        violations.forEach(violation -> array.addObject()
                .put("resource", violation.resource())
                .put("demand", violation.demand())
                .put("limit", violation.limit())
                .put("unit", violation.unit())
                .put("lever", violation.lever()));
    }

    private static ObjectNode statistics(FamilyStatistics family) {
        return MAPPER.createObjectNode()
                .put("family", family.family().word())
                .put("space_size", family.spaceSize())
                .put("evaluations", family.evaluations())
                .put("generations", family.generations())
                .put("front_size", family.frontSize())
                .put("stop_reason", family.stopReason());
    }
}
