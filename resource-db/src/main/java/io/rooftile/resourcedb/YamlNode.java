package io.rooftile.resourcedb;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A piece of a YAML file that knows where it stands.
sealed interface YamlNode {
    Place place();

    /// What the value is called in messages.
    String kind();

    /// A single value.
    ///
    /// @param text as written, without quotes
    record Scalar(Place place, String text, Type type) implements YamlNode {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT -> "the text \"" + text + "\"";
                case NUMBER -> "the number " + text;
                case TRUTH -> "the truth value " + text;
                case NOTHING -> "nothing";
            };
        }
    }

    /// What YAML takes a single value for.
    enum Type {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING
    }

    /// Keys with their values, in file order; no key occurs twice.
    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /// One key of a mapping: where the key stands, and its value.
    record Entry(Place keyPlace, YamlNode value) {}

    /// Values in file order.
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }
}
