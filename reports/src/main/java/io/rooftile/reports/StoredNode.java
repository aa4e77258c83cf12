package io.rooftile.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rooftile.core.UserInputException;
import io.rooftile.core.design.Bound;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.core.device.Basis;
import io.rooftile.core.device.ResourceVector;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An object of a run's JSON with the place it stands in, so that what is wrong with it can be told.
///
/// @param place the keys that lead to it: `designs[3].layers[0]`, empty for the whole file
record StoredNode(Path file, String place, JsonNode json) {
    static final String NO_RUN = "give a run folder, as rooftile explore leaves it";

    private static final String EXPLORE_AGAIN = "another version left the run, or it was edited: explore again";

    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    static StoredNode read(Path file) {
        try {
            return new StoredNode(file, "", new ObjectMapper().readTree(Files.readString(file)));
        } catch (JsonProcessingException exception) {
            throw UserInputException.of(
                    file.toString(),
                    "line " + exception.getLocation().getLineNr(),
                    "it is not whole JSON",
                    "the run was cut short or edited: explore again");
        } catch (IOException exception) {
            throw UserInputException.of(file.toString(), "", "it cannot be read", NO_RUN);
        }
    }

    JsonNode node(String key) {
        JsonNode node = json.get(key);
        if (node == null || node.isNull()) {
            throw wrong(key, "it is missing");
        }
        return node;
    }

    String text(String key) {
        return node(key).asText();
    }

    boolean flag(String key) {
        return node(key).asBoolean();
    }

    long whole(String key) {
        JsonNode node = node(key);
        if (!node.canConvertToExactIntegral()) {
            throw wrong(key, "it is no whole number");
        }
        return node.asLong();
    }

    double number(String key) {
        JsonNode node = node(key);
        if (!node.isNumber()) {
            throw wrong(key, "it is no number");
        }
        return node.asDouble();
    }

    List<StoredNode> list(String key) {
        JsonNode array = node(key);
        if (!array.isArray()) {
            throw wrong(key, "it is no list");
        }
        List<StoredNode> nodes = new ArrayList<>();
        for (JsonNode element : array) {
            nodes.add(new StoredNode(file, path(key) + "[" + nodes.size() + "]", element));
        }
        return nodes;
    }

    StoredNode child(String key) {
        return new StoredNode(file, path(key), node(key));
    }

    UserInputException wrong(String key, String what) {
        return UserInputException.of(file.toString(), path(key), what, EXPLORE_AGAIN);
    }

    private String path(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    /// What [ResultJson#estimate] wrote of a design.
    Estimate estimate(Design design) {
        Figures figures = new Figures();
        figures.latencyCycles = whole("latency_cycles");
        figures.intervalCycles = whole("interval_cycles");
        figures.clockHertz = Math.round(number("clock_mhz") * HERTZ_PER_MEGAHERTZ);
        if (figures.clockHertz < 1 || figures.intervalCycles < 1) {
            throw wrong("clock_mhz", "clock and interval must be above 0");
        }
        figures.lut = whole("lut");
        figures.ff = whole("ff");
        if (json.has("intervals")) {
            StoredNode intervals = child("intervals");
            figures.lutLow = intervals.child("lut").whole("low");
            figures.lutHigh = intervals.child("lut").whole("high");
            figures.ffLow = intervals.child("ff").whole("low");
            figures.ffHigh = intervals.child("ff").whole("high");
        }
        if (json.has("fmax_mhz")) {
            StoredNode fmax = child("fmax_mhz");
            figures.fmaxHertz = fmax.number("estimate") * HERTZ_PER_MEGAHERTZ;
            figures.fmaxLowHertz = fmax.number("low") * HERTZ_PER_MEGAHERTZ;
            figures.fmaxHighHertz = fmax.number("high") * HERTZ_PER_MEGAHERTZ;
        }
        figures.dsp = whole("dsp");
        figures.bram = whole("bram");
        figures.uram = whole("uram");
        figures.worstUtilisationFraction = number("utilisation");
        figures.powerMilliwatts = number("power_mw");
        figures.energyMillijoules = number("energy_mj");
        figures.accuracy = json.has("accuracy") ? number("accuracy") : Double.NaN;
        figures.offChipBytes = whole("offchip_bytes");
        Map<String, Basis> basis = new HashMap<>();
        node("basis").properties().forEach(entry -> basis.put(entry.getKey(), basis(entry)));
        return new Estimate(
                design,
                figures,
                list("layers").stream().map(StoredNode::layer).toList(),
                basis,
                text("coefficient_set"));
    }

    /// What [ResultJson#violations] wrote of a design that does not fit.
    StoredRun.Obstacles obstacles() {
        Family family = Arrays.stream(Family.values())
                .filter(one -> one.word().equals(text("family")))
                .findFirst()
                .orElseThrow(() -> wrong("family", "it is no family"));
        List<Violation> violations = list("violations").stream()
                .map(one -> new Violation(
                        one.text("resource"),
                        one.number("demand"),
                        one.number("limit"),
                        one.text("unit"),
                        one.text("lever")))
                .toList();
        return new StoredRun.Obstacles(family, violations);
    }

    private Basis basis(Map.Entry<String, JsonNode> entry) {
        return named(Basis.values(), entry.getValue().asText())
                .orElseThrow(() -> wrong("basis." + entry.getKey(), "it is no basis"));
    }

    private LayerEstimate layer() {
        Bound bound = Arrays.stream(Bound.values())
                .filter(one -> one.word().equals(text("bound")))
                .findFirst()
                .orElseThrow(() -> wrong("bound", "it is no bound"));
        return new LayerEstimate(
                text("layer"),
                text("type"),
                text("mapping"),
                new LayerEstimate.Work(
                        whole("macs"),
                        whole("cycles"),
                        whole("offchip_bytes"),
                        number("energy_uj"),
                        bound,
                        whole("macs_per_cycle_peak")),
                new ResourceVector(whole("lut"), whole("ff"), whole("dsp"), whole("bram"), whole("uram")));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(name))
                .findFirst();
    }
}
