package io.rooftile.calibration.published;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.UserInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A piece of a file of measurements that knows where it stands, for messages.
///
/// @param file name of the file
/// @param path keys and indices from its root: `model_zoo_3_0.rows[7]`
record TruthNode(String file, String path, JsonNode node) {
    /// The value of a key that must be there.
    TruthNode get(String key) {
        return find(key).orElseThrow(() -> wrong("the key " + key + " is missing"));
    }

    /// The value of a key, unless it is missing or null.
    Optional<TruthNode> find(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new TruthNode(file, path.isEmpty() ? key : path + "." + key, value));
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    /// The rows under a key; none where the key is missing.
    List<TruthNode> rows(String key) {
        return find(key).map(TruthNode::items).orElse(List.of());
    }

    List<TruthNode> items() {
        if (!node.isArray()) {
            throw wrong("this must be a list");
        }
        List<TruthNode> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new TruthNode(file, path + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    /// Keys and values, in file order, without those that are null.
    Map<String, TruthNode> fields() {
        Map<String, TruthNode> fields = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> find(key).ifPresent(value -> fields.put(key, value)));
        return fields;
    }

    boolean isNumber() {
        return node.isNumber();
    }

    boolean isMapping() {
        return node.isObject();
    }

    /// A single value as text.
    String text() {
        if (!node.isValueNode()) {
            throw wrong("this must be a single value");
        }
        return node.asText();
    }

    String text(String key) {
        return get(key).text();
    }

    /// A number; some tables print theirs in quotes.
    double number() {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException exception) {
            throw wrong("this must be a number, but is '" + text() + "'");
        }
    }

    double number(String key) {
        return get(key).number();
    }

    /// A whole number from 1.
    int count(String key) {
        TruthNode value = get(key);
        double number = value.number();
        if (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw value.wrong("this must be a whole number from 1, but is " + value.text());
        }
        return (int) number;
    }

    UserInputException wrong(String what) {
        return UserInputException.of(
                file, path, what, "the README beside the file describes the tables; correct the file or --truth");
    }
}
