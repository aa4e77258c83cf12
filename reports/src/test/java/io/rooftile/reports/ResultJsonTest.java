package io.rooftile.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.dse.Exploration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
    private static Set<String> fields(JsonNode node) {
        return Set.copyOf(node.propertyStream().map(java.util.Map.Entry::getKey).toList());
    }

    @Test
    void keepsTheFieldsOfItsSchema() {
        Exploration exploration = Explorations.both(Explorations.network("net", 3), 4);
        JsonNode root = ResultJson.of(exploration);
        assertEquals(1, root.get("schema_version").asInt());
        assertTrue(fields(root)
                .containsAll(Set.of(
                        "network",
                        "macs",
                        "board",
                        "part",
                        "coefficient_set",
                        "seed",
                        "objectives",
                        "designs",
                        "nearest_infeasible",
                        "search")));
        JsonNode design = root.get("designs").get(0);
        assertTrue(fields(design)
                .containsAll(Set.of(
                        "design",
                        "family",
                        "on_front",
                        "latency_cycles",
                        "latency_ms",
                        "interval_cycles",
                        "throughput_fps",
                        "clock_mhz",
                        "lut",
                        "ff",
                        "dsp",
                        "bram",
                        "uram",
                        "utilisation",
                        "power_mw",
                        "energy_mj",
                        "offchip_bytes",
                        "coefficient_set",
                        "basis",
                        "layers")));
        assertEquals("EXACT", design.get("basis").get("intervalCycles").asText());
        JsonNode layer = design.get("layers").get(1);
        assertEquals("dense1", layer.get("layer").asText());
        assertEquals(400, layer.get("macs").asLong());
        assertEquals(501, layer.get("cycles").asLong());
        assertEquals("weights", layer.get("bound").asText());
        assertEquals(400 / (501.0 * 60), layer.get("efficiency").asDouble(), 1e-12);
        assertEquals(2, root.get("search").size());
        assertEquals("maximise", root.get("objectives").get(1).get("direction").asText());
    }

    @Test
    void marksTheDesignsThatTheOtherFamilyBeats() {
        List<String> beaten = new ArrayList<>();
        ResultJson.of(Explorations.both(Explorations.network("net", 3), 4))
                .get("designs")
                .forEach(design -> {
                    if (!design.get("on_front").asBoolean()) {
                        beaten.add(design.get("design").asText());
                    }
                });
        assertEquals(List.of("overlay-004"), beaten);
    }

    @Test
    void saysWhyNothingFits() {
        JsonNode root = ResultJson.of(Explorations.none(Explorations.network("net", 3)));
        assertEquals(0, root.get("designs").size());
        JsonNode violation =
                root.get("nearest_infeasible").get(0).get("violations").get(0);
        assertEquals("bram", violation.get("resource").asText());
        assertEquals(912, violation.get("demand").asDouble());
        assertEquals(224, violation.get("limit").asDouble());
        assertEquals("fewer weight bits", violation.get("lever").asText());
        assertFalse(violation.get("unit").asText().isEmpty());
    }
}
