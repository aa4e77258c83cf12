package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the lists of models and boards, which are paths, built-in names and patterns for both.
///
/// @param base the folder that paths are relative to: the campaign file's
record SourceReader(Path base, Workbench workbench) {
    private static final String ZOO = "zoo:";
    private static final List<String> MODEL_KEYS = List.of(
            "name", "weights", "data", "labels", "input_scale", "input_offset", "host_fallback", "input_shapes");

    /// An entry before it has a name.
    ///
    /// @param name by the user
    private record Entry(
            Field field,
            String location,
            List<String> options,
            List<String> dataOptions,
            @Nullable String name) {
        static Entry plain(Field field, String location, @Nullable String name) {
            return new Entry(field, location, List.of(), List.of(), name);
        }
    }

    List<Source> models(Field field) {
        List<Entry> entries = new ArrayList<>();
        for (Field item : field.items("models")) {
            if (item.node().isTextual()) {
                item.text("a model").ifPresent(text -> entries.addAll(expanded(item, text)));
            } else if (item.isMapping("a model", List.of("model"), MODEL_KEYS)) {
                described(item).ifPresent(entries::add);
            }
        }
        List<Entry> known = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                workbench.requireModel(entry.location());
                known.add(entry);
            } catch (UserInputException exception) {
                entry.field().mistakes().add(entry.field().line(), exception);
            }
        }
        return sources(known, this::modelIdentity);
    }

    List<Source> boards(Field field) {
        List<Entry> entries = new ArrayList<>();
        for (Field item : field.items("boards")) {
            Optional<String> text = item.text("a board");
            if (text.isEmpty()) {
                continue;
            }
            boolean isFile = text.get().endsWith(".yaml") || text.get().endsWith(".yml");
            List<String> locations = isFile
                    ? located(item, text.get())
                    : Glob.isPattern(text.get())
                            ? matching(item, workbench.boards(), text.get(), "")
                            : List.of(text.get());
            for (String location : locations) {
                try {
                    String name = workbench.boardName(location);
                    entries.add(Entry.plain(item, isFile ? location : name, SourceNames.plain(name)));
                } catch (UserInputException exception) {
                    item.mistakes().add(item.line(), exception);
                }
            }
        }
        return sources(entries, entry -> workbench.digest(entry.location()));
    }

    private List<Entry> expanded(Field item, String text) {
        List<String> locations;
        if (text.startsWith(ZOO)) {
            locations = Glob.isPattern(text)
                    ? matching(item, workbench.topologies(), text.substring(ZOO.length()), ZOO)
                    : List.of(text);
        } else {
            locations = located(item, text);
        }
        return locations.stream()
                .map(location -> Entry.plain(item, location, null))
                .toList();
    }

    private Optional<Entry> described(Field item) {
        Optional<String> model = item.get("model").flatMap(value -> value.text("model"));
        List<String> options = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        item.get("weights")
                .ifPresent(value -> file(value, "weights").ifPresent(file -> add(options, "--weights", file)));
        item.get("data").ifPresent(value -> file(value, "data").ifPresent(file -> add(rows, "--data", file)));
        item.get("labels").ifPresent(value -> file(value, "labels").ifPresent(file -> add(rows, "--labels", file)));
        item.get("input_scale")
                .flatMap(value -> value.real("input_scale", 0, Double.MAX_VALUE))
                .ifPresent(value -> add(rows, "--input-scale", String.valueOf(value)));
        item.get("input_offset")
                .flatMap(value -> value.real("input_offset", -Double.MAX_VALUE, Double.MAX_VALUE))
                .ifPresent(value -> add(rows, "--input-offset", String.valueOf(value)));
        item.get("host_fallback")
                .flatMap(value -> value.truth("host_fallback"))
                .filter(wanted -> wanted)
                .ifPresent(_ -> options.add("--host-fallback"));
        item.get("input_shapes").stream()
                .flatMap(value -> value.items("input_shapes").stream())
                .flatMap(value -> value.text("a shape").stream())
                .forEach(shape -> add(options, "--input-shape", shape));
        Optional<String> name = item.get("name").flatMap(value -> value.text("name"));
        if (name.isPresent() && !name.get().equals(SourceNames.plain(name.get()))) {
            item.wrong("the name " + name.get() + " has other characters", "use letters, digits, '.', '_' and '-'");
        }
        return model.map(
                text -> new Entry(item, text.startsWith(ZOO) ? text : path(text), options, rows, name.orElse(null)));
    }

    private static void add(List<String> options, String option, String value) {
        options.add(option);
        options.add(value);
    }

    private Optional<String> file(Field value, String what) {
        return value.text(what).flatMap(text -> {
            if (!Files.exists(Path.of(path(text)))) {
                value.wrong("there is no file " + path(text), "check the path; it is relative to the campaign file");
                return Optional.empty();
            }
            return Optional.of(path(text));
        });
    }

    private String path(String text) {
        return base.resolve(text).normalize().toString();
    }

    private List<String> located(Field item, String text) {
        try {
            if (!Glob.isPattern(text)) {
                return List.of(path(text));
            }
            List<String> found =
                    Glob.below(base, text).stream().map(Path::toString).toList();
            if (found.isEmpty()) {
                item.wrong("nothing matches " + text, "check it; it is relative to the campaign file");
            }
            return found;
        } catch (InvalidPathException | PatternSyntaxException exception) {
            item.wrong("this is no path or pattern (" + exception.getMessage() + ")", "correct it");
            return List.of();
        }
    }

    private static List<String> matching(Field item, List<String> names, String pattern, String prefix) {
        try {
            List<String> found = Glob.among(names, pattern);
            if (found.isEmpty()) {
                item.wrong("nothing matches " + prefix + pattern, "there are " + String.join(", ", names));
            }
            return found.stream().map(name -> prefix + name).toList();
        } catch (PatternSyntaxException exception) {
            item.wrong("this is no pattern (" + exception.getMessage() + ")", "correct it");
            return List.of();
        }
    }

    private String modelIdentity(Entry entry) {
        // Options that are files count with what is in them.
        return Stream.of(List.of(entry.location()), entry.options(), entry.dataOptions())
                .flatMap(List::stream)
                .map(text ->
                        text.equals(entry.location()) || Files.exists(Path.of(text)) ? workbench.digest(text) : text)
                .toList()
                .toString();
    }

    private static List<Source> sources(List<Entry> entries, Function<Entry, String> identity) {
        List<String> names =
                SourceNames.of(entries.stream().map(Entry::location).toList());
        Map<String, Entry> byName = new HashMap<>();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String name = entry.name() != null ? entry.name() : names.get(i);
            Entry earlier = byName.putIfAbsent(name, entry);
            if (earlier != null) {
                entry.field()
                        .wrong(
                                name + " is in the list already, in line "
                                        + earlier.field().line(),
                                "its cells would be there twice: keep one, or give one another name");
            } else {
                sources.add(new Source(
                        name, entry.location(), entry.options(), entry.dataOptions(), identity.apply(entry)));
            }
        }
        return sources;
    }
}
