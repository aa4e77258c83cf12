package io.rooftile.campaign;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.reports.PlainYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A value of a campaign file that knows its line, and where to note what is wrong with it. A value that is wrong is
/// noted and then absent, so that what comes after it is looked at too.
record Field(PlainYaml yaml, JsonPointer pointer, JsonNode node, Mistakes mistakes) {
    static Field root(PlainYaml yaml, Mistakes mistakes) {
        return new Field(yaml, JsonPointer.empty(), yaml.root(), mistakes);
    }

    void wrong(String what, String hint) {
        mistakes.add(line(), what, hint);
    }

    int line() {
        return yaml.line(pointer);
    }

    /// Whether it is a mapping; notes keys that it must not have or has to have.
    ///
    /// @param what what it describes: `a model`
    boolean isMapping(String what, List<String> required, List<String> optional) {
        if (!node.isObject()) {
            wrong(what + " must be a mapping, but is " + kind(), "write key: value pairs");
            return false;
        }
        List<String> known = Stream.concat(required.stream(), optional.stream()).toList();
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                child(key)
                        .wrong(
                                "the key " + key + " is not known in " + what,
                                "its keys are " + String.join(", ", known));
            }
        });
        for (String key : required) {
            if (!node.has(key)) {
                wrong("the key " + key + " is missing in " + what, "add it");
            }
        }
        return true;
    }

    /// The value of a key, where it has that key.
    Optional<Field> get(String key) {
        return node.has(key) ? Optional.of(child(key)) : Optional.empty();
    }

    private Field child(String key) {
        return new Field(yaml, pointer.appendProperty(key), node.path(key), mistakes);
    }

    /// The entries of a list; none and a mistake when it is not a list, or an empty one.
    List<Field> items(String what) {
        List<Field> items = new ArrayList<>();
        if (!node.isArray() || node.isEmpty()) {
            wrong(what + " must be a list of one or more, but is " + kind(), "write [a, b], or each behind a dash");
            return items;
        }
        for (int i = 0; i < node.size(); i++) {
            items.add(new Field(yaml, pointer.appendIndex(i), node.get(i), mistakes));
        }
        return items;
    }

    Optional<String> text(String what) {
        if (node.isTextual() && !node.textValue().isBlank()) {
            return Optional.of(node.textValue());
        }
        wrong(what + " must be a text, but is " + kind(), "write a text, in quotes if needed");
        return Optional.empty();
    }

    Optional<Long> whole(String what, long least, long most) {
        if (node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most) {
            return Optional.of(node.longValue());
        }
        wrong(what + " must be a whole number from " + least + " to " + most + ", but is " + kind(), "correct it");
        return Optional.empty();
    }

    /// A number above `least` and up to `most`.
    Optional<Double> real(String what, double least, double most) {
        if (node.isNumber() && node.doubleValue() > least && node.doubleValue() <= most) {
            return Optional.of(node.doubleValue());
        }
        wrong(what + " must be a number above " + least + " and up to " + most + ", but is " + kind(), "correct it");
        return Optional.empty();
    }

    Optional<Boolean> truth(String what) {
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        wrong(what + " must be true or false, but is " + kind(), "write one of the two");
        return Optional.empty();
    }

    private String kind() {
        return switch (node.getNodeType()) {
            case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
            case OBJECT -> "a mapping";
            case STRING -> "the text \"" + node.textValue() + "\"";
            case NUMBER -> "the number " + node.asText();
            case BOOLEAN -> "the truth value " + node.asText();
            case NULL, MISSING, BINARY, POJO -> "nothing";
        };
    }
}
