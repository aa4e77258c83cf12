package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.UserInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The `config` object of one layer. A value is asked for by all the names that it has had, Keras 2's first;
/// `null` counts as absent.
///
/// @param file for messages
/// @param place the layer, for messages
record KerasConfig(String file, String place, JsonNode json) {
    /// Greatest size, kernel, stride or dilation that is believed: larger ones come from broken files, and
    /// products of two must fit an int.
    static final int SIZE_LIMIT = 1 << 24;

    private static final int WINDOW_LIMIT = 1 << 12;
    private static final String SAVE_AGAIN = "save the model again with Keras";

    /// The value under the first name that has one.
    Optional<JsonNode> find(String... names) {
        for (String name : names) {
            JsonNode value = json.get(name);
            if (value != null && !value.isNull()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /// The value under the first name that has one.
    ///
    /// @throws UserInputException when there is none
    JsonNode value(String... names) {
        return find(names).orElseThrow(() -> wrong(names, "is missing"));
    }

    String text(String... names) {
        JsonNode value = value(names);
        if (!value.isTextual()) {
            throw wrong(names, "must be a text");
        }
        return value.textValue();
    }

    String textOr(String fallback, String... names) {
        return find(names).isPresent() ? text(names) : fallback;
    }

    double numberOr(double fallback, String... names) {
        Optional<JsonNode> value = find(names);
        return value.isPresent() ? number(value.get(), names) : fallback;
    }

    double number(String... names) {
        return number(value(names), names);
    }

    private double number(JsonNode value, String... names) {
        // Serialised numpy scalars of Keras 1 come as a list of one.
        JsonNode scalar = value.isArray() && value.size() == 1 ? value.get(0) : value;
        if (!scalar.isNumber() || !Double.isFinite(scalar.doubleValue())) {
            throw wrong(names, "must be a finite number");
        }
        return scalar.doubleValue();
    }

    /// A flag, which some versions store as 0 or 1.
    boolean flagOr(boolean fallback, String... names) {
        Optional<JsonNode> value = find(names);
        if (value.isEmpty()) {
            return fallback;
        }
        if (!value.get().isBoolean() && !value.get().isInt()) {
            throw wrong(names, "must be true or false");
        }
        return value.get().asBoolean();
    }

    /// A number of units, filters or elements, at least 1.
    int size(String... names) {
        return bounded(value(names), 1, SIZE_LIMIT, names);
    }

    int sizeOr(int fallback, String... names) {
        return find(names).isPresent() ? size(names) : fallback;
    }

    /// Any integer: an axis, a number of bits.
    int integer(String... names) {
        return bounded(value(names), -SIZE_LIMIT, SIZE_LIMIT, names);
    }

    int integerOr(int fallback, String... names) {
        return find(names).isPresent() ? integer(names) : fallback;
    }

    /// The `axis` of a layer, which some versions store as a list of one; -1, the last, when there is none.
    int axis() {
        List<Integer> axes = find("axis").isPresent() ? integers("axis") : List.of(-1);
        if (axes.size() != 1) {
            throw wrong("'axis' must be one dimension, but is " + axes);
        }
        return axes.getFirst();
    }

    /// Integers from a list, or from one number as a list of one.
    List<Integer> integers(String... names) {
        JsonNode value = value(names);
        if (!value.isArray()) {
            return List.of(bounded(value, -SIZE_LIMIT, SIZE_LIMIT, names));
        }
        return IntStream.range(0, value.size())
                .mapToObj(i -> bounded(value.get(i), -SIZE_LIMIT, SIZE_LIMIT, names))
                .toList();
    }

    /// Rows and columns of a kernel, a stride, a dilation or a factor; one number stands for both.
    Pair pair(String... names) {
        JsonNode value = value(names);
        if (value.isArray() && value.size() != 2) {
            throw wrong(names, "must have two numbers");
        }
        return value.isArray()
                ? new Pair(bounded(value.get(0), 1, WINDOW_LIMIT, names), bounded(value.get(1), 1, WINDOW_LIMIT, names))
                : new Pair(bounded(value, 1, WINDOW_LIMIT, names), bounded(value, 1, WINDOW_LIMIT, names));
    }

    Pair pairOr(Pair fallback, String... names) {
        return find(names).isPresent() ? pair(names) : fallback;
    }

    /// Columns of a one-dimensional kernel, stride or dilation; a list of one is the same.
    int step(String... names) {
        JsonNode value = value(names);
        if (value.isArray() && value.size() != 1) {
            throw wrong(names, "must be one number");
        }
        return bounded(value.isArray() ? value.get(0) : value, 1, WINDOW_LIMIT, names);
    }

    int stepOr(int fallback, String... names) {
        return find(names).isPresent() ? step(names) : fallback;
    }

    private int bounded(JsonNode value, int least, int greatest, String... names) {
        boolean isInteger =
                value.isIntegralNumber() || (value.isNumber() && Math.rint(value.doubleValue()) == value.doubleValue());
        double number = value.doubleValue();
        if (!isInteger || number < least || number > greatest) {
            throw wrong(names, "must be an integer from " + least + " to " + greatest + ", but is " + shortened(value));
        }
        return (int) number;
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private UserInputException wrong(String[] names, String what) {
        return wrong("'" + names[0] + "' " + what);
    }

    /// An error in this config.
    UserInputException wrong(String what) {
        return UserInputException.of(file, place, what, SAVE_AGAIN);
    }

    /// Rows, then columns.
    record Pair(int rows, int columns) {
        static final Pair ONE = new Pair(1, 1);
    }
}
