package io.rooftile.rtl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The SystemVerilog cells that come with Rooftile.
public final class CellLibrary {
    /// The module that must know which elements lie off the map.
    static final String READS_SKIP = "channel_pool";

    private static final String FOLDER = "/io/rooftile/rtl/cells/";

    /// What may be a module that is instantiated: the name before `#(` or before an instance's name.
    private static final Pattern INSTANCE =
            Pattern.compile("^\\s*([a-z][a-z0-9_]*)\\s*(?:#\\s*\\(|[a-z][a-z0-9_]*\\s*\\()", Pattern.MULTILINE);

    private CellLibrary() {}

    /// The texts of some modules and of all that they instantiate, by name.
    ///
    /// @throws IllegalArgumentException when a module is no cell
    public static Map<String, String> withDependencies(List<String> modules) {
        Map<String, String> texts = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(modules);
        while (!open.isEmpty()) {
            String module = open.pop();
            if (texts.containsKey(module)) {
                continue;
            }
            String text = text(module);
            if (text == null) {
                throw new IllegalArgumentException("there is no cell " + module);
            }
            texts.put(module, text);
            used(text).forEach(open::push);
        }
        return texts;
    }

    /// The cells that a text instantiates.
    static List<String> used(String text) {
        return INSTANCE.matcher(text)
                .results()
                .map(result -> result.group(1))
                .filter(name -> text(name) != null)
                .distinct()
                .toList();
    }

    private static @Nullable String text(String module) {
        try (InputStream stream = CellLibrary.class.getResourceAsStream(FOLDER + module + ".sv")) {
            return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
