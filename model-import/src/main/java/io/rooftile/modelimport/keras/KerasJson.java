package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rooftile.core.UserInputException;

/// Strict JSON: a duplicate key, text behind the end and nesting beyond a limit are errors.
final class KerasJson {
    private static final int DEPTH_LIMIT = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_LIMIT)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private KerasJson() {}

    /// Reads a JSON object.
    ///
    /// @param file for messages
    /// @param place where in the file the text is, empty for the whole
    /// @throws UserInputException when the text is not one JSON object
    static JsonNode object(String file, String place, String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw UserInputException.of(
                    file, place(place, e), "broken JSON: " + e.getOriginalMessage(), "save the model again");
        }
        if (node == null || !node.isObject()) {
            throw UserInputException.of(file, place, "not a JSON object", "give a model's JSON, not a value or a list");
        }
        return node;
    }

    private static String place(String place, JsonProcessingException e) {
        String line = e.getLocation() == null
                ? ""
                : "line " + e.getLocation().getLineNr() + " column "
                        + e.getLocation().getColumnNr();
        return place.isEmpty() || line.isEmpty() ? place + line : place + " " + line;
    }
}
