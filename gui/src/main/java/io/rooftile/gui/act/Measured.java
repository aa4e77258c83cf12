package io.rooftile.gui.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/// A figure as it was predicted and as it was measured.
///
/// @param predicted empty where nothing was
/// @param measured empty where nothing was
public record Measured(String design, String figure, String predicted, String measured) {
    /// What `simulate --json`, `synthesize --json` or `validate --json` print, as rows.
    static List<Measured> parse(String json) throws JsonProcessingException {
        JsonNode root = new ObjectMapper().readTree(json);
        List<Measured> rows = new ArrayList<>();
        for (JsonNode design : root.has("designs") ? root.get("designs") : List.of(root)) {
            String id = design.path("design").asText();
            if (design.has("words_compared")) {
                rows.add(new Measured(
                        id,
                        "words wrong of " + design.get("words_compared").asText(),
                        "0",
                        design.path("words_wrong").asText()));
            }
            pair(rows, id, "latency (cycles)", design.path("latency_cycles"), "simulated");
            pair(rows, id, "interval (cycles)", design.path("interval_cycles"), "simulated");
            JsonNode resources = design.path("resources");
            resources
                    .path("predicted")
                    .properties()
                    .forEach(entry -> rows.add(new Measured(
                            id,
                            entry.getKey() + " (blocks)",
                            entry.getValue().asText(),
                            resources.path("measured").path(entry.getKey()).asText())));
            pair(rows, id, "clock (MHz)", design.path("fmax_mhz"), "measured");
        }
        return rows;
    }

    private static void pair(List<Measured> rows, String design, String figure, JsonNode node, String measured) {
        if (node.isObject()) {
            rows.add(new Measured(
                    design,
                    figure,
                    node.path("predicted").asText(),
                    node.path(measured).asText()));
        }
    }
}
