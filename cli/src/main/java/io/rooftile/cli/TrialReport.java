package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.cli.HardwareSynthesis.Measurement;
import io.rooftile.core.design.Family;
import io.rooftile.core.device.Resource;
import io.rooftile.core.device.ResourceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What trying a design showed, of either family.
///
/// @param id of the design
/// @param wordsWrong that were wrong or did not come, over all runs
/// @param latency of an inference
/// @param interval between inferences
/// @param cyclesPerSecond of the simulation
/// @param clockHertz of the design
/// @param predicted resources by the cost model
/// @param measured what it takes; empty when that was not asked for
/// @param highWaterWords by FIFO, the most words that it held
/// @param isAsPredicted whether the hardware does what was predicted, word for word and cycle for cycle
record TrialReport(
        String id,
        Family family,
        long wordsCompared,
        long wordsWrong,
        Cycles latency,
        Cycles interval,
        double cyclesPerSecond,
        long clockHertz,
        ResourceVector predicted,
        Optional<Measurement> measured,
        Map<String, Long> highWaterWords,
        boolean isAsPredicted) {
    private static final double HERTZ_PER_MEGAHERTZ = 1e6;

    TrialReport {
        highWaterWords = Map.copyOf(highWaterWords);
    }

    /// Two figures that should be one.
    record Cycles(long predicted, long simulated) {}

    /// Reports as JSON.
    static ObjectNode json(List<TrialReport> reports) {
        ObjectNode node = Json.object();
        ArrayNode designs = node.putArray("designs");
        for (TrialReport report : reports) {
            ObjectNode design = designs.addObject();
            design.put("design", report.id());
            design.put("family", report.family().word());
            design.put("words_compared", report.wordsCompared());
            design.put("words_wrong", report.wordsWrong());
            pair(design.putObject("latency_cycles"), report.latency());
            pair(design.putObject("interval_cycles"), report.interval());
            ObjectNode resources = design.putObject("resources");
            resources(resources.putObject("predicted"), report.predicted());
            ObjectNode megahertz = design.putObject("fmax_mhz");
            megahertz.put("predicted", report.clockHertz() / HERTZ_PER_MEGAHERTZ);
            report.measured().ifPresent(measured -> {
                resources(resources.putObject("measured"), measured.mapped().resources());
                measured.reachedHertz().ifPresent(reached -> megahertz.put("measured", reached / HERTZ_PER_MEGAHERTZ));
                measured.placed()
                        .ifPresent(placed -> design.put(
                                "bitstream", placed.result().bitstream().toString()));
            });
            design.put("simulated_cycles_per_second", Math.round(report.cyclesPerSecond()));
            ObjectNode fifos = design.putObject("fifo_high_water_words");
            new TreeMap<>(report.highWaterWords()).forEach(fifos::put);
        }
        return node;
    }

    private static void pair(ObjectNode node, Cycles cycles) {
        node.put("predicted", cycles.predicted());
        node.put("simulated", cycles.simulated());
    }

    static void resources(ObjectNode node, ResourceVector resources) {
        for (Resource resource : Resource.values()) {
            node.put(resource.word(), resources.get(resource));
        }
    }

    private static String megahertz(long hertz) {
        return String.format(Locale.ROOT, "%.2f", hertz / HERTZ_PER_MEGAHERTZ);
    }

    /// Reports as a table.
    static TextTable table(List<TrialReport> reports) {
        boolean isMapped = reports.stream().anyMatch(report -> report.measured().isPresent());
        boolean isPlaced = reports.stream().anyMatch(report -> report.measured().stream()
                .anyMatch(measured -> measured.placed().isPresent()));
        List<String> header = new ArrayList<>(List.of(
                "design",
                "words",
                "wrong",
                "latency predicted",
                "simulated",
                "interval predicted",
                "simulated",
                "cycles/s"));
        if (isMapped) {
            for (Resource resource : Resource.values()) {
                header.add(resource.word() + " estimate");
                header.add("measured");
            }
        }
        if (isPlaced) {
            header.add("clock MHz");
            header.add("reached");
        }
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (TrialReport report : reports) {
            List<Object> row = new ArrayList<>(List.of(
                    report.id(),
                    report.wordsCompared(),
                    report.wordsWrong(),
                    report.latency().predicted(),
                    report.latency().simulated(),
                    report.interval().predicted(),
                    report.interval().simulated(),
                    Math.round(report.cyclesPerSecond())));
            report.measured().ifPresent(measured -> {
                for (Resource resource : Resource.values()) {
                    row.add(report.predicted().get(resource));
                    row.add(measured.mapped().resources().get(resource));
                }
                measured.reachedHertz().ifPresent(reached -> {
                    row.add(megahertz(report.clockHertz()));
                    row.add(megahertz(reached));
                });
            });
            table.row(row.toArray());
        }
        return table;
    }
}
