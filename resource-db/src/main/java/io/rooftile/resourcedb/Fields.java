package io.rooftile.resourcedb;

import java.util.ArrayList;
import java.util.List;

/// The keys of one mapping, checked at once: none unknown, none missing.
final class Fields {
    private final YamlNode.Mapping mapping;
    private final String what;

    private Fields(YamlNode.Mapping mapping, String what) {
        this.mapping = mapping;
        this.what = what;
    }

    /// The mapping's fields.
    ///
    /// @param what what the mapping describes, for messages: `a board`
    static Fields of(YamlNode node, String what, List<String> required, List<String> optional) {
        YamlNode.Mapping mapping = mapping(node, what);
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                throw entry.keyPlace()
                        .mistake(
                                "unknown key " + key + " in " + what,
                                "its keys are " + String.join(", ", known) + Nearest.didYouMean(key, known));
            }
        });
        for (String key : required) {
            if (!mapping.entries().containsKey(key)) {
                throw mapping.place().mistake("the key " + key + " is missing in " + what, "add it");
            }
        }
        return new Fields(mapping, what);
    }

    static Fields of(YamlNode node, String what, String... required) {
        return of(node, what, List.of(required), List.of());
    }

    /// A mapping whose keys are free.
    static YamlNode.Mapping mapping(YamlNode node, String what) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw node.place().mistake(what + " must be a mapping, but is " + node.kind(), "write key: value pairs");
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    YamlNode get(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            throw new IllegalArgumentException("key " + key + " was not asked for in " + what);
        }
        return entry.value();
    }

    /// Whether the value is the given word, which stands for "there is none".
    boolean is(String key, String word) {
        return get(key) instanceof YamlNode.Scalar scalar
                && scalar.type() == YamlNode.Type.TEXT
                && scalar.text().equals(word);
    }

    String text(String key) {
        return text(get(key), key);
    }

    static String text(YamlNode node, String key) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.type() == YamlNode.Type.TEXT
                && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw node.place().mistake(key + " must be a text, but is " + node.kind(), "write a text, in quotes if needed");
    }

    /// A whole number that is not negative.
    long whole(String key) {
        YamlNode node = get(key);
        if (node instanceof YamlNode.Scalar scalar
                && scalar.type() == YamlNode.Type.NUMBER
                && Numbers.isWhole(scalar.text())) {
            return Long.parseLong(scalar.text());
        }
        throw node.place()
                .mistake(
                        key + " of " + what + " must be a whole number from 0, but is " + node.kind(),
                        "write digits only, such as 53200");
    }

    /// A whole number from 1 that an `int` holds.
    int positiveInt(String key) {
        long value = whole(key);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw get(key).place()
                    .mistake(
                            key + " of " + what + " must be 1 to " + Integer.MAX_VALUE + ", but is " + value,
                            "correct the number");
        }
        return (int) value;
    }

    /// A number that is not negative.
    double real(String key) {
        YamlNode node = get(key);
        if (node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.NUMBER) {
            return Double.parseDouble(scalar.text());
        }
        throw node.place()
                .mistake(
                        key + " of " + what + " must be a number from 0, but is " + node.kind(),
                        "write it like 0.7 or 1.5e+3");
    }

    List<YamlNode> list(String key) {
        YamlNode node = get(key);
        if (node instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
            return sequence.items();
        }
        throw node.place().mistake(key + " must be a list, but is " + node.kind(), "write at least one entry");
    }
}
